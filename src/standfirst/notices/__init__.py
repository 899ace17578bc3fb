"""Telling readers something: inbox, e-mail, web push; preferences; breaking alerts."""

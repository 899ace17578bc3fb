"""Attacks, as tests: what strangers, other sites and other readers try."""

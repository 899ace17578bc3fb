"""Threads under articles: comments, replies, the feed of those followed, moderation."""

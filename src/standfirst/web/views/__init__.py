"""Whole pages, composed from what the floors below offer."""

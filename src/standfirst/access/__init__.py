"""Walls, passes, meters: may this visitor read this, and what do we offer if not."""

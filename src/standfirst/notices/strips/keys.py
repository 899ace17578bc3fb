"""What stored copies of the strip are called, and where open pages hear of it."""

from __future__ import annotations

from standfirst.editions.models import Edition


def strip_key(edition: Edition) -> str:
    """Carried by the strip's own small answer and by the edition's front, and by no other page. Also the name of
    its news in streams."""
    return f"breaking/{edition.slug}"

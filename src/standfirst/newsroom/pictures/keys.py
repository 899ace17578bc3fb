"""The key that every page with a picture carries."""

from __future__ import annotations


def picture_key(number: int) -> str:
    return f"picture/{number}"

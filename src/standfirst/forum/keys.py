"""Which keys the forum's pages carry, and what its changes forget."""

from __future__ import annotations


def thread_key(number: int) -> str:
    """Also the topic of the live stream: the same name for the same thing."""
    return f"thread/{number}"


def reader_key(reader: int | None) -> str:
    return f"reader/{reader}"


#: Carried by the small answer that counts comments.
COUNTS = "counts"

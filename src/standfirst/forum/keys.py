"""Which keys the forum's pages carry, and what its changes forget."""

from __future__ import annotations

from standfirst.readers.keys import reader_key

__all__ = ["COUNTS", "reader_key", "thread_key"]


def thread_key(number: int) -> str:
    """Also the topic of the live stream: the same name for the same thing."""
    return f"thread/{number}"


#: Carried by the small answer that counts comments.
COUNTS = "counts"

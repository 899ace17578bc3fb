"""Which stored pages show a reader."""

from __future__ import annotations


def reader_key(number: int | None) -> str:
    """On every stored page that prints the name of the reader with this number; of nobody, on none."""
    return f"reader/{number}"

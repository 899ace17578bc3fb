"""Which stored pages show a reader."""

from __future__ import annotations

from .models import Reader


def reader_key(reader: Reader) -> str:
    """On every stored page that prints this reader's name."""
    return f"reader/{reader.pk}"

"""Makers for tests."""

from __future__ import annotations

from typing import Any

from .models import Reader


def make_reader(name: str, **fields: Any) -> Reader:
    """A reader called `name`, with the handle and address of the first name: Ben is ben@example.org."""
    first = name.partition(" ")[0].lower()
    return Reader.objects.create_user(
        f"{first}@example.org", name=name, handle=first, handle_key=first, **fields
    )

"""Makers for tests."""

from __future__ import annotations

from typing import Any

from .models import Edition
from .queries import read_again


def make_edition(slug: str, **fields: Any) -> Edition:
    edition, _made = Edition.objects.update_or_create(slug=slug, defaults={"name": slug.upper(), **fields})
    read_again()
    return edition

"""When a wall moves, the search index must forget what stands below it. Connected in web/wiring.py."""

from __future__ import annotations

from typing import Any

from standfirst.editions.models import Edition
from standfirst.editions.queries import read_again

from .models import Section
from .tasks import index_again


def walls_of_edition_moved(instance: Edition, **_others: Any) -> None:
    """Every story without an edition of its own is in all of them, so all are indexed again."""
    del instance
    read_again()
    index_again.enqueue("")


def walls_of_section_moved(instance: Section, created: bool = False, **_others: Any) -> None:
    if not created:
        index_again.enqueue(instance.path)

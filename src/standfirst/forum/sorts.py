"""In which order a thread is read, and where in it a page begins. Nothing here asks the database.

Every order is a range of an index: a page begins after the last comment of the page before, never at a number of
comments, so that the thousandth page costs what the first does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q

_MARK = re.compile(r"(?:(?P<recommended>[0-9]{1,9})\.)?(?P<number>[0-9]{1,18})", re.ASCII)


class Sort(StrEnum):
    """The orders that are the same for everybody. `PICKS` are the paper's own choice, newest first."""

    NEWEST = "newest"
    OLDEST = "oldest"
    RECOMMENDED = "recommended"
    PICKS = "picks"


@dataclass(frozen=True, slots=True)
class Mark:
    """After which comment a page begins: its number and, where that orders, how many recommended it."""

    number: int
    recommended: int = 0

    def to_text(self, sort: Sort) -> str:
        return f"{self.recommended}.{self.number}" if sort is Sort.RECOMMENDED else str(self.number)


def read_mark(text: str, sort: Sort) -> Mark:
    """The mark in an address. Raises ValueError for what no page of this order would link to."""
    found = _MARK.fullmatch(text)
    if found is None or (found["recommended"] is None) is (sort is Sort.RECOMMENDED):
        raise ValueError(text)
    return Mark(int(found["number"]), int(found["recommended"] or 0))


def ordering(sort: Sort) -> tuple[str, ...]:
    match sort:
        case Sort.OLDEST:
            return ("pk",)
        case Sort.RECOMMENDED:
            return ("-recommended", "-pk")
        case _:
            return ("-pk",)


def stretches(mark: Mark | None, sort: Sort) -> tuple[Q, ...]:
    """What stands after a mark, as conditions to be asked one after the other until a page is full.

    Each is one range of an index. Among comments that equally many recommended the number orders; both in one
    condition would make the database walk past all that stand before the mark.
    """
    if mark is None:
        return (Q(),)
    match sort:
        case Sort.OLDEST:
            return (Q(pk__gt=mark.number),)
        case Sort.RECOMMENDED:
            same = Q(recommended=mark.recommended, pk__lt=mark.number)
            return (same, Q(recommended__lt=mark.recommended))
        case _:
            return (Q(pk__lt=mark.number),)


def just_before(mark: Mark, sort: Sort) -> Mark:
    """The mark of a page that begins with this very comment."""
    step = -1 if sort is Sort.OLDEST else 1
    return Mark(mark.number + step, mark.recommended)

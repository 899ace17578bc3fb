"""Verbs: what was counted is added to the day's sums, and old sums are forgotten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from django.db import connection, transaction
from django.utils import timezone

from standfirst.access.rules import Extent, VisitorClass
from standfirst.editions.models import Edition
from standfirst.editions.queries import all_editions
from standfirst.newsroom.stories.models import Article

from .models import StoryDay

#: How long sums are kept: two years can be compared.
KEPT_FOR = timedelta(days=2 * 366)
#: Deleted in one go: a short transaction, so that nobody waits.
AT_ONCE = 2000
_ASKED_AT_ONCE = 500
_CLASSES, _EXTENTS = frozenset(map(str, VisitorClass)), frozenset(map(str, Extent))

#: Adds to what is there, in one statement: PostgreSQL, and SQLite since 3.24.
_ADD = """
INSERT INTO numbers_storyday AS known (article_id, edition_id, day, visitor_class, reads, walls, registrations)
VALUES (%s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (article_id, edition_id, day, visitor_class) DO UPDATE SET
reads = known.reads + excluded.reads,
walls = known.walls + excluded.walls,
registrations = known.registrations + excluded.registrations
"""


class Shown(NamedTuple):
    """A story went out so many `times`, so much of it, to visitors of one class in an edition."""

    article: int
    edition: str
    visitor_class: str
    extent: str
    at: datetime
    times: int


class _Row(NamedTuple):
    article: int
    edition: int
    day: date
    visitor_class: str


def record_shown(shown: Iterable[Shown]) -> None:
    """Add all of it, or nothing. What names no story, edition or class of ours is left out."""
    editions = {edition.slug: edition for edition in all_editions()}
    reads: Counter[_Row] = Counter()
    walls: Counter[_Row] = Counter()
    for line in shown:
        edition = editions.get(line.edition)
        if edition is None or line.visitor_class not in _CLASSES or line.extent not in _EXTENTS:
            continue
        row = _Row(line.article, edition.pk, _day(line.at, edition), line.visitor_class)
        (reads if line.extent == Extent.WHOLE else walls)[row] += line.times
    rows = sorted(reads.keys() | walls.keys())
    with transaction.atomic():
        there = _there({row.article for row in rows})
        _add((row, reads[row], walls[row], 0) for row in rows if row.article in there)


def record_registration(*, article: int, edition: Edition) -> None:
    """Somebody who came from this story has confirmed a new account. Who, is not kept."""
    row = _Row(article, edition.pk, _day(timezone.now(), edition), VisitorClass.REGISTERED)
    with transaction.atomic():
        if _there({article}):
            _add([(row, 0, 0, 1)])


def forget_old_numbers() -> bool:
    """Delete some of the sums that are older than two years; True when there may be more."""
    before = (timezone.now() - KEPT_FOR).date()
    old = list(StoryDay.objects.filter(day__lt=before).values_list("pk", flat=True)[:AT_ONCE])
    StoryDay.objects.filter(pk__in=old).delete()
    return len(old) == AT_ONCE


def _day(at: datetime, edition: Edition) -> date:
    return at.astimezone(edition.zone).date()


def _there(articles: set[int]) -> set[int]:
    """Those that there still are: a story may be deleted while its last readers are counted."""
    numbers = sorted(articles)
    found: set[int] = set()
    for start in range(0, len(numbers), _ASKED_AT_ONCE):
        some = numbers[start : start + _ASKED_AT_ONCE]
        found.update(Article.objects.filter(pk__in=some).values_list("pk", flat=True))
    return found


def _add(rows: Iterable[tuple[_Row, int, int, int]]) -> None:
    values = [(*row, reads, walls, registrations) for row, reads, walls, registrations in rows]
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(_ADD, values)


def at(seconds: int) -> datetime:
    """The instant so many seconds after 1970 began."""
    return datetime.fromtimestamp(seconds, UTC)

"""What editions, sections and articles have stated, as this process knows it: read once after each change.

A change is a line on the bus (`KEY`), heard by every process within a tenth of a second, as a wall's is. That is good
enough for what a page shows and for the door of a thread. Whoever keeps a comment asks the database itself (`afresh`),
in the transaction that keeps it: what was closed a moment ago is closed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import F, Q, QuerySet

from standfirst.delivery.bus import forget
from standfirst.kit.kept import Kept
from standfirst.kit.statements import prepared

from .models import StatedPolicy
from .policies import Wish

KEY = "forum/policies"


@dataclass(frozen=True, slots=True)
class Stated:
    """Wishes by whose they are: an edition's number, a section's place in the tree, an article's number."""

    editions: dict[int, Wish] = field(default_factory=dict)
    sections: dict[str, Wish] = field(default_factory=dict)
    articles: dict[int, Wish] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Known:
    """Articles may be many: of them only which ones have stated anything."""

    stated: Stated
    articles: frozenset[int]


def stated_about(numbers: Collection[int]) -> Stated:
    """What holds for these articles, as this process knows it; a query only where one of them has stated something."""
    known = _what_is_known()
    own = known.articles.intersection(numbers)
    if not own:
        return known.stated
    rows = StatedPolicy.objects.filter(article__in=own)
    articles = {row.article_id: row.wish for row in rows if row.article_id is not None}
    return replace(known.stated, articles=articles)


def afresh(number: int) -> Stated:
    """What holds for this article, as the database says now."""
    return _gathered(_about(number))


@prepared
def _about(number: int) -> QuerySet[StatedPolicy]:
    return _with_places(StatedPolicy.objects.filter(Q(article=None) | Q(article=number)))


def _with_places(rows: QuerySet[StatedPolicy]) -> QuerySet[StatedPolicy]:
    return rows.annotate(section_path=F("section__path"))


def _gathered(rows: Iterable[Any]) -> Stated:
    found = Stated()
    for row in rows:
        if row.article_id is not None:
            found.articles[row.article_id] = row.wish
        elif row.section_id is not None:
            found.sections[row.section_path] = row.wish
        else:
            found.editions[row.edition_id] = row.wish
    return found


def _read() -> _Known:
    own = StatedPolicy.objects.filter(article__isnull=False).values_list("article", flat=True)
    rest = _gathered(_with_places(StatedPolicy.objects.filter(article=None)))
    return _Known(rest, frozenset(number for number in own if number is not None))


_what_is_known = Kept(_read)


def read_again() -> None:
    """Forget it, so that the next question reads the database."""
    _what_is_known.forget()


def policies_changed(**_others: Any) -> None:
    """Receiver: something was stated or taken back, or a page has moved in the tree, where sections are known by their
    place."""
    read_again()
    forget({KEY})

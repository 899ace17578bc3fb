"""Questions about the numbers of stories."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet, Sum

from standfirst.editions.models import Edition
from standfirst.newsroom.stories.models import Article

from .models import StoryDay


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both of them; of one edition, or of all."""

    first: date
    last: date
    edition: Edition | None = None

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]


@dataclass(frozen=True, slots=True)
class Sums:
    """How often it was read and met as a wall, and how many registered there."""

    reads: int = 0
    walls: int = 0
    registrations: int = 0

    @property
    def conversion(self) -> float | None:
        """Registrations for each wall met, from 0 to 1; None where no wall was met."""
        return min(1.0, self.registrations / self.walls) if self.walls else None


@dataclass(frozen=True, slots=True)
class StoryNumbers:
    """A story and its sums; `headline` as it is now."""

    article: int
    headline: str
    sums: Sums


#: What a report can be ordered by: always the largest first.
ORDERS = ("reads", "walls", "registrations")
_SUMS = {"read": Sum("reads"), "met": Sum("walls"), "joined": Sum("registrations")}
_ORDER_BY = {"reads": "-read", "walls": "-met", "registrations": "-joined"}


def days_in(span: Span) -> QuerySet[StoryDay]:
    within = Q(day__gte=span.first, day__lte=span.last)
    if span.edition is not None:
        within &= Q(edition=span.edition)
    return StoryDay.objects.filter(within)


def stories_in(span: Span, *, order: str = "reads") -> QuerySet[StoryDay, Any]:
    """One line for each story that was shown, as dictionaries; `numbers_of` reads them."""
    sums = days_in(span).values("article", "article__title").annotate(**_SUMS)
    return sums.order_by(_ORDER_BY.get(order, "-read"), "-article")


def numbers_of(lines: Iterable[Mapping[str, Any]]) -> list[StoryNumbers]:
    """What lines of `stories_in` say."""
    return [StoryNumbers(line["article"], line["article__title"], _sums(line)) for line in lines]


def total_of(span: Span) -> Sums:
    return _sums(days_in(span).aggregate(**_SUMS))


def by_day(article: Article, span: Span) -> dict[date, Sums]:
    """Every day of the span, also those on which nobody came."""
    found = days_in(span).filter(article=article).values("day").annotate(**_SUMS)
    sums = {line["day"]: _sums(line) for line in found}
    return {day: sums.get(day, Sums()) for day in span.days}


def by_edition_and_class(article: Article, span: Span) -> list[tuple[str, str, Sums]]:
    """Name of the edition, class of the visitors, and their sums."""
    found = days_in(span).filter(article=article).values("edition__name", "visitor_class").annotate(**_SUMS)
    lines = found.order_by("edition__order", "edition__name", "visitor_class")
    return [(line["edition__name"], line["visitor_class"], _sums(line)) for line in lines]


def _sums(line: Mapping[str, Any]) -> Sums:
    return Sums(*(line[name] or 0 for name in _SUMS))

"""The numbers of moderation by day: sums, nobody's name. Days are the default edition's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median
from typing import Any

from django.db.models import Count, F, Model, Q, QuerySet
from django.db.models.functions import TruncDate

from standfirst.editions.queries import default_edition

from ..models import Appeal, Comment, Decision, Report
from ..phases import Status
from .queries import beginning


@dataclass(slots=True)
class Day:
    """One day, or the sum of many. `waits` are the seconds from when somebody began to wait to the decision."""

    day: date | None = None
    new: int = 0
    held: int = 0
    rejected: int = 0
    approved: int = 0
    reports: int = 0
    appeals: int = 0
    upheld: int = 0
    waits: list[float] = field(default_factory=list)

    @property
    def median_minutes(self) -> int | None:
        """The median time to a decision; None where nothing that waited was decided."""
        return round(median(self.waits) / 60) if self.waits else None


#: A comment that was not on the page at once, and that no rule took down by itself.
WAS_HELD = Q(status=Status.PENDING) | Q(shown_at__gt=F("created_at")) | Q(shown_at=None)


def held(comments: QuerySet[Comment]) -> QuerySet[Comment]:
    by_rule = Decision.objects.filter(automated=True, comment__isnull=False).values("comment")
    return comments.filter(WAS_HELD).exclude(pk__in=by_rule)


def within(model: type[Model], instant: str, first: date, last: date) -> QuerySet[Any]:
    """Rows whose instant lies in the days from `first` to `last`, both of them."""
    bounds = {f"{instant}__gte": beginning(first), f"{instant}__lt": beginning(last + timedelta(days=1))}
    return model._default_manager.filter(**bounds)  # noqa: SLF001


def by_day(first: date, last: date) -> list[Day]:
    """Every day of the span, the latest first; a handful of queries however long it is."""
    days = {first + timedelta(days=n): Day(first + timedelta(days=n)) for n in range((last - first).days + 1)}
    for name, (rows, instant) in summed(first, last).items():
        for day, count in _counted(rows, instant):
            setattr(days[day], name, count)
    zone = default_edition().zone
    waited = within(Decision, "at", first, last).filter(automated=False, opened_at__isnull=False)
    for at, opened in waited.values_list("at", "opened_at"):
        days[at.astimezone(zone).date()].waits.append((at - opened).total_seconds())
    return list(days.values())[::-1]


def summed(first: date, last: date) -> dict[str, tuple[QuerySet[Any], str]]:
    """What is counted by day, and the instant that says which day: each a range of an index."""
    written, decided = within(Comment, "created_at", first, last), within(Decision, "at", first, last)
    return {
        "new": (written, "created_at"),
        "held": (held(written), "created_at"),
        "rejected": (decided.filter(act=Decision.Act.REJECT), "at"),
        "approved": (decided.filter(act=Decision.Act.KEEP), "at"),
        "reports": (within(Report, "at", first, last), "at"),
        "appeals": (within(Appeal, "at", first, last), "at"),
        "upheld": (within(Appeal, "decided_at", first, last).filter(granted=True), "decided_at"),
    }


def _counted(rows: QuerySet[Any], instant: str) -> Iterable[tuple[date, int]]:
    day = TruncDate(instant, tzinfo=default_edition().zone)
    return rows.order_by().annotate(day=day).values_list("day").annotate(Count("pk"))


def total(days: Iterable[Day]) -> Day:
    """The sums of the span, and the median of all that waited."""
    whole = Day()
    for day in days:
        for name in ("new", "held", "rejected", "approved", "reports", "appeals", "upheld"):
            setattr(whole, name, getattr(whole, name) + getattr(day, name))
        whole.waits += day.waits
    return whole

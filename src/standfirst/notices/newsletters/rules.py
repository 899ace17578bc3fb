"""On which days and at which instant a newsletter goes out. Pure: no Django, no clock, no database."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ..wishes.hours import next_digest

#: After this an issue that was missed is no morning's any more, and is left out.
LATEST = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class Plan:
    """An hour on the clock of `zone`, and the weekdays (0 is Monday) on which it is one."""

    hour: time
    zone: ZoneInfo
    weekdays: Collection[int]


@dataclass(frozen=True, slots=True)
class Due:
    """A day on the plan's calendar, and the instant of its issue in UTC."""

    day: date
    at: datetime


def next_issue(plan: Plan, after: datetime) -> Due:
    """The first issue after this instant. Raises ValueError for a plan without a day."""
    if not set(plan.weekdays) & set(range(7)):
        raise ValueError("a plan needs a day of the week")
    then = after
    while True:
        then = next_digest(then, plan.zone, hour=plan.hour)
        day = then.astimezone(plan.zone).date()
        if day.weekday() in plan.weekdays:
            return Due(day, then)


def due(plan: Plan, now: datetime) -> Due | None:
    """The issue that should go out now; None when there is none, or when its time has long gone by."""
    found = next_issue(plan, now - LATEST)
    return found if found.at <= now else None

"""“07:00 in each edition”: one instant for each. Pure: no Django, no clock, no database."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

#: How far ahead an alert may be planned.
LONGEST_AHEAD = timedelta(days=30)
#: An instant that went by while somebody's approval was waited for still counts for so long.
GRACE = timedelta(hours=1)
_SECOND = timedelta(seconds=1)


def instant_of(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The first instant at which clocks in `zone` show this time of this day, or a later one.

    When clocks go back it is the first of the two; a time that they leap over is the instant of the leap.
    """
    asked = datetime.combine(day, clock.replace(tzinfo=None))
    at = _utc(asked, zone, fold=0)
    if _shown(at, zone) == asked:
        return at
    low, high = _utc(asked, zone, fold=1), at  # before and after the leap
    while high - low > _SECOND:
        middle = (low + (high - low) / 2).replace(microsecond=0)
        if middle in (low, high):
            break
        low, high = (low, middle) if _shown(middle, zone) >= asked else (middle, high)
    return high


def _utc(local: datetime, zone: ZoneInfo, *, fold: int) -> datetime:
    return local.replace(tzinfo=zone, fold=fold).astimezone(UTC)


def _shown(instant: datetime, zone: ZoneInfo) -> datetime:
    return instant.astimezone(zone).replace(tzinfo=None, fold=0)


def is_past(instant: datetime, now: datetime) -> bool:
    """Too late for an alert that was planned for this instant?"""
    return now - instant > GRACE


def is_too_far(instant: datetime, now: datetime) -> bool:
    return instant - now > LONGEST_AHEAD

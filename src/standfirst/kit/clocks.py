"""From what a place's clocks show to an instant. Pure; time zones from tzdata."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def instant_of(day: date, clock: time, zone: ZoneInfo, *, last: bool = False) -> datetime:
    """When clocks in `zone` show this time of this day, in UTC; where they show it twice, the first or the `last`.

    A time that they leap over is the instant of the leap.
    """
    shown = datetime.combine(day, clock.replace(tzinfo=None))
    first, second = (shown.replace(fold=fold, tzinfo=zone).astimezone(UTC) for fold in (0, 1))
    if first <= second:
        return second if last else first
    before, after = second, first  # PEP 495: for a time that never was, the two stand about the jump
    while after - before > timedelta(microseconds=1):
        middle = before + (after - before) / 2
        if middle.astimezone(zone).replace(tzinfo=None) >= shown:
            after = middle
        else:
            before = middle
    return after

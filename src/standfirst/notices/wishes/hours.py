"""Quiet hours and the hours of digests, on a reader's own clock. Pure: no Django, no clock, no database.

Clocks are put forward and back, and a place may lose a whole day (Samoa had no 30 December 2011). What a clock never
shows counts as reached when the clock has jumped over it; of what it shows twice, quiet begins with the first and ends
with the second.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from standfirst.kit.clocks import instant_of

#: When a digest is read: with the first coffee, and on the day that begins the week.
MORNING = time(7)
MONDAY = 0
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `start` to `end` on the clock of `zone`; over midnight when the end is before the start.

    None at all when both are the same.
    """

    start: time
    end: time
    zone: ZoneInfo


def not_before(now: datetime, quiet: QuietHours | None, *, urgent: bool = False) -> datetime:
    """The earliest instant to send at: `now`, or (in UTC) the end of the quiet hours that `now` lies in.

    `now` must know its zone. What is urgent waits for nobody.
    """
    if quiet is None or urgent or quiet.start == quiet.end:
        return now
    then = now
    while (end := _end_of_spell(then, quiet)) is not None:
        then = end  # where one spell touches the next, both are waited for
    return then


def next_digest(
    after: datetime, zone: ZoneInfo, *, weekday: int | None = None, hour: time = MORNING
) -> datetime:
    """The first instant after `after`, in UTC, at which the clock of `zone` comes to `hour`; on that `weekday` (Monday
    is 0) where one is named. Where the clock never shows it, as soon as it has jumped over it; a day that a place
    lost gives its digest to the day after."""
    day = after.astimezone(zone).date() - _DAY
    while True:
        if weekday is None or day.weekday() == weekday:
            then = instant_of(day, hour, zone)
            real = then.astimezone(zone).date()
            if real > day:
                then = instant_of(real, hour, zone)
            if then > after:
                return then
        day += _DAY


def _end_of_spell(now: datetime, quiet: QuietHours) -> datetime | None:
    """When the quiet hours end that `now` lies in; None when it lies in none."""
    for begins, ends in _spells(now, quiet):
        if begins <= now < ends:
            return ends
    return None


def _spells(now: datetime, quiet: QuietHours) -> Iterator[tuple[datetime, datetime]]:
    """The quiet hours about `now`, each as two instants."""
    nights = _DAY if quiet.start > quiet.end else timedelta(0)

    def start(day: date, *, last: bool = False) -> datetime:
        return instant_of(day, quiet.start, quiet.zone, last=last)

    def end(day: date, *, last: bool = True) -> datetime:
        """Of the quiet hours that begin on this day."""
        return instant_of(day + nights, quiet.end, quiet.zone, last=last)

    def twice(day: date) -> bool:
        """Is the hour that the clock shows twice one in which quiet ends and begins again on this day?"""
        return start(day) < end(day - _DAY)

    today = now.astimezone(quiet.zone).date()
    for day in (today + timedelta(days=days) for days in (-2, -1, 0, 1)):
        yield start(day, last=twice(day)), end(day, last=not twice(day + _DAY))
        if twice(day):
            yield start(day), end(day - _DAY)

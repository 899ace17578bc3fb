"""Quiet hours and digests, on every clock there is and across the days on which clocks are changed."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from standfirst.notices.wishes.hours import MONDAY, QuietHours, next_digest, not_before

LONDON, APIA, LORD_HOWE = map(ZoneInfo, ("Europe/London", "Pacific/Apia", "Australia/Lord_Howe"))
NIGHT = QuietHours(time(22), time(7), LONDON)
#: Within these years no clock was put back by more than three hours.
BEGINNING, ENDING = datetime(1970, 1, 4, tzinfo=UTC), datetime(2037, 12, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@cache
def changes(zone: ZoneInfo) -> tuple[datetime, ...]:
    """About when the clock of a zone was changed: to the week."""
    found, then = [], BEGINNING
    while then < ENDING:
        if then.astimezone(zone).utcoffset() != (then + timedelta(days=7)).astimezone(zone).utcoffset():
            found.append(_change(zone, then, then + timedelta(days=7)))
        then += timedelta(days=7)
    return tuple(found)


def _change(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) / 2
        if middle.astimezone(zone).utcoffset() == before.astimezone(zone).utcoffset():
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)


@st.composite
def moments(draw: st.DrawFn) -> tuple[ZoneInfo, datetime]:
    """A zone, and an instant: every second one within a day and a half of a change of its clock."""
    zone = ZoneInfo(draw(st.sampled_from(sorted(available_timezones() - {"localtime"}))))
    found = changes(zone)
    if found and draw(st.booleans()):
        near = draw(st.sampled_from(found))
        return zone, near + draw(st.integers(-36 * 60, 36 * 60)) * MINUTE
    return zone, BEGINNING + draw(st.integers(0, (ENDING - BEGINNING) // MINUTE)) * MINUTE


clocks = st.builds(time, st.integers(0, 23), st.sampled_from([0, 1, 15, 30, 45, 59]))


def is_shown_quiet(then: datetime, quiet: QuietHours) -> bool:
    clock = then.astimezone(quiet.zone).time()
    if quiet.start <= quiet.end:
        return quiet.start <= clock < quiet.end
    return clock >= quiet.start or clock < quiet.end


def put_back(zone: ZoneInfo, since: datetime, until: datetime) -> timedelta:
    """By how much the clock was put back between two instants."""
    offsets, then = [], since
    while then <= until:
        offsets.append(then.astimezone(zone).utcoffset() or timedelta(0))
        then += timedelta(minutes=30)
    return sum((max(a - b, timedelta(0)) for a, b in pairwise(offsets)), timedelta(0))


@given(moments(), clocks, clocks)
@example((LONDON, datetime(2026, 10, 24, 23, 30, tzinfo=UTC)), time(22), time(1, 30))
@example((LONDON, datetime(2026, 10, 25, 0, 50, tzinfo=UTC)), time(1, 40), time(1, 30))
@example((LONDON, datetime(2026, 3, 29, 0, 30, tzinfo=UTC)), time(22), time(1, 30))
@example((LONDON, datetime(2026, 3, 29, 0, 30, tzinfo=UTC)), time(1, 15), time(1, 45))
@example((APIA, datetime(2011, 12, 30, 9, 30, tzinfo=UTC)), time(22), time(7))
@example((LORD_HOWE, datetime(2026, 4, 4, 14, 45, tzinfo=UTC)), time(1, 45), time(1, 40))
@example((ZoneInfo("America/St_Johns"), datetime(2010, 11, 7, 2, 30, tzinfo=UTC)), time(0), time(23, 59))
def test_what_is_held_back_comes_at_the_end_of_the_quiet_hours_and_never_in_them(moment, start, end):
    (zone, now), quiet = moment, QuietHours(start, end, moment[0])
    then = not_before(now, quiet)
    assert now <= then
    assert not is_shown_quiet(then, quiet)
    assert not_before(then, quiet) == then
    loud = now
    while is_shown_quiet(loud, quiet):
        loud += MINUTE
    # An hour that is shown twice is quiet until its end is shown for the last time; nothing else waits longer.
    assert loud - MINUTE < then <= loud + put_back(zone, now - timedelta(hours=4), loud + timedelta(hours=4))


@given(moments(), clocks)
def test_quiet_hours_that_end_when_they_begin_are_none(moment, clock):
    zone, now = moment
    assert not_before(now, QuietHours(clock, clock, zone)) == now


@given(moments(), clocks, clocks)
def test_what_is_urgent_waits_for_nobody(moment, start, end):
    zone, now = moment
    assert not_before(now, QuietHours(start, end, zone), urgent=True) == now


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2023-07-01T22:30", "2023-07-02T06:00"),  # 23:30 in London's summer
        ("2023-01-01T22:30", "2023-01-02T07:00"),
        ("2023-07-02T05:59", "2023-07-02T06:00"),
        ("2023-07-02T06:00", "2023-07-02T06:00"),
        ("2026-03-29T00:30", "2026-03-29T06:00"),  # the night in which the clock is put forward
        ("2026-10-25T00:30", "2026-10-25T07:00"),  # and back
    ],
)
def test_at_night_a_notice_waits_for_the_morning_of_the_readers_clock(now, then):
    now, then = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (now, then))
    assert not_before(now, NIGHT) == then


def test_quiet_that_ends_in_an_hour_shown_twice_ends_when_it_is_shown_last():
    quiet = QuietHours(time(22), time(1, 30), LONDON)
    assert not_before(datetime(2026, 10, 25, 0, tzinfo=UTC), quiet) == datetime(
        2026, 10, 25, 1, 30, tzinfo=UTC
    )


def test_quiet_that_ends_in_an_hour_never_shown_ends_with_the_jump():
    quiet = QuietHours(time(22), time(1, 30), LONDON)
    assert not_before(datetime(2026, 3, 29, 0, 59, tzinfo=UTC), quiet) == datetime(2026, 3, 29, 1, tzinfo=UTC)


def test_the_night_before_a_day_that_a_place_lost_lasts_to_the_morning_after():
    """In Apia Thursday 29 December 2011 was followed by Saturday."""
    quiet = QuietHours(time(22), time(7), APIA)
    thursday = datetime(2011, 12, 29, 23, tzinfo=APIA)
    assert not_before(thursday, quiet) == datetime(2011, 12, 31, 7, tzinfo=APIA)


@given(moments(), clocks, st.none() | st.integers(0, 6))
@example((APIA, datetime(2011, 12, 29, 12, tzinfo=UTC)), time(7), None)
@example((APIA, datetime(2011, 12, 29, 12, tzinfo=UTC)), time(7), 4)
def test_a_digest_comes_next_at_its_hour_and_within_the_week(moment, hour, weekday):
    zone, now = moment
    then = next_digest(now, zone, weekday=weekday, hour=hour)
    most = timedelta(days=1 if weekday is None else 7)
    assert now < then <= now + most + timedelta(hours=28)
    local = then.astimezone(zone)
    jumped = (then - timedelta(seconds=1)).astimezone(zone).utcoffset() != local.utcoffset()
    assert local.time() == hour or jumped
    lost_one = (then - timedelta(days=1)).astimezone(zone).date() < local.date() - timedelta(days=1)
    assert weekday in {None, local.weekday()} or lost_one


@given(moments())
def test_no_day_has_two_digests_and_none_has_none(moment):
    zone, now = moment
    days, then = [], now
    for _day in range(4):
        then = next_digest(then, zone)
        days.append(then.astimezone(zone).date())
    real = [date.fromordinal(number) for number in range(days[0].toordinal(), days[-1].toordinal() + 1)]
    lost = [day for day in real if _is_lost(day, zone)]
    assert days == [day for day in real if day not in lost]


def _is_lost(day: date, zone: ZoneInfo) -> bool:
    noon = datetime.combine(day, time(12), tzinfo=zone)
    return noon.astimezone(UTC).astimezone(zone).date() != day


def test_a_weekly_digest_comes_on_the_readers_monday():
    sunday = datetime(2026, 10, 25, 12, tzinfo=UTC)
    assert next_digest(sunday, LORD_HOWE, weekday=MONDAY) == datetime(
        2026, 10, 26, 7, tzinfo=LORD_HOWE
    ).astimezone(UTC)

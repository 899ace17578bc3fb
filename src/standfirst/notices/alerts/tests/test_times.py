"""“07:00 in each edition” is one instant in each, on every day and in every zone."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.kit.clocks import instant_of
from standfirst.notices.alerts.times import is_past, is_too_far

ZONES = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("posix"))
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2037, 12, 31))
CLOCKS = st.times(timezones=st.none()).map(lambda clock: clock.replace(second=0, microsecond=0, fold=0))
#: Zone, day of a change-over, time on the clock, the instant in UTC.
CHANGES = [
    (
        "Europe/London",
        date(2026, 3, 29),
        time(1, 30),
        "2026-03-29T01:00",
    ),  # leapt over: 01:00 GMT is 02:00 BST
    ("Europe/London", date(2026, 10, 25), time(1, 30), "2026-10-25T00:30"),  # twice: the first
    ("America/New_York", date(2026, 3, 8), time(2, 15), "2026-03-08T07:00"),
    ("America/New_York", date(2026, 11, 1), time(1, 15), "2026-11-01T05:15"),
    ("Europe/Berlin", date(2026, 3, 29), time(7, 0), "2026-03-29T05:00"),
    ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 10), "2026-10-03T15:30"),  # half an hour
    ("Africa/Cairo", date(2026, 4, 24), time(0, 0), "2026-04-23T22:00"),  # midnight itself is leapt over
    ("Pacific/Apia", date(2011, 12, 30), time(7, 0), "2011-12-30T10:00"),  # a day that never was
]


def shown(instant, zone):
    return instant.astimezone(zone).replace(tzinfo=None, fold=0)


@given(name=st.sampled_from(ZONES), day=DAYS, clock=CLOCKS)
def test_it_is_the_first_instant_at_which_the_clock_shows_that_time_or_a_later_one(name, day, clock):
    zone, asked = ZoneInfo(name), datetime.combine(day, clock)
    instant = instant_of(day, clock, zone)
    assert shown(instant, zone) >= asked
    for earlier in (1, 60, 600, 1799, 1801, 3599, 3601, 7200, 20_000, 80_000):
        assert shown(instant - timedelta(seconds=earlier), zone) < asked


@pytest.mark.parametrize(("zone", "day", "clock", "instant"), CHANGES)
def test_on_the_days_that_clocks_change(zone, day, clock, instant):
    assert instant_of(day, clock, ZoneInfo(zone)) == datetime.fromisoformat(instant).replace(tzinfo=UTC)


@given(day=DAYS, clock=CLOCKS, names=st.tuples(st.sampled_from(ZONES), st.sampled_from(ZONES)))
def test_two_editions_in_zones_that_agree_are_told_at_once(day, clock, names):
    one, two = map(ZoneInfo, names)
    instants = [instant_of(day, clock, zone) for zone in (one, two)]
    if shown(instants[0], one) == shown(instants[0], two) == datetime.combine(day, clock):
        assert instants[0] >= instants[1]


def test_an_hour_late_is_still_in_time_and_a_month_ahead_is_far_enough():
    now = datetime(2026, 11, 22, 7, tzinfo=UTC)
    assert not is_past(now - timedelta(minutes=59), now)
    assert is_past(now - timedelta(minutes=61), now)
    assert is_too_far(now + timedelta(days=31), now)
    assert not is_too_far(now + timedelta(days=29), now)

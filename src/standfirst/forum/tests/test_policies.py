"""What holds under a thread, as sentences."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from standfirst.forum.policy.policies import (
    USUAL,
    Hours,
    Premoderation,
    Schedule,
    Shut,
    Standing,
    Strangers,
    ThreadPolicy,
    Visibility,
    Wish,
    resolve,
    shut,
    strictest,
)

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
NIGHTS = Schedule(Premoderation.NEVER, Premoderation.ALL, Hours(time(22), time(7)), weekends=True)
LONDON, NEW_YORK = ZoneInfo("Europe/London"), ZoneInfo("America/New_York")
ZONES = some.sampled_from([LONDON, NEW_YORK, ZoneInfo("Europe/Berlin"), ZoneInfo("Australia/Lord_Howe")])

instants = some.integers(0, 15 * 366 * 86_400).map(
    lambda seconds: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(0, seconds)
)
schedules = some.builds(
    Schedule,
    some.sampled_from(Premoderation),
    some.sampled_from(Premoderation),
    some.none() | some.builds(Hours, some.times(), some.times()),
    some.booleans(),
)
wishes = some.builds(
    Wish,
    visibility=some.none() | some.sampled_from(Visibility),
    premoderation=some.none() | schedules,
    closes_after=some.none() | some.integers(0, 3650),
    lock=some.sampled_from(["", "A trial begins.", "A judge says so."]),
    strangers=some.none() | some.sampled_from(Strangers),
)


def test_who_says_nothing_has_the_usual():
    assert resolve([Wish(), Wish(), Wish()]) == USUAL


def test_the_article_is_nearer_than_its_section_and_that_than_the_edition():
    edition, section = Wish(visibility=Visibility.OPEN), Wish(visibility=Visibility.READABLE)
    article = Wish(visibility=Visibility.HIDDEN)
    assert resolve([article, section, edition]).visibility is Visibility.HIDDEN
    assert resolve([Wish(), section, edition]).visibility is Visibility.READABLE


def test_each_part_is_said_by_whoever_says_it_nearest():
    said = resolve([Wish(closes_after=7), Wish(strangers=Strangers.NOTHING), Wish(closes_after=30)])
    assert (said.closes_after, said.strangers) == (7, Strangers.NOTHING)


def test_an_article_may_stay_open_where_its_section_closes():
    assert resolve([Wish(closes_after=0), Wish(closes_after=7)]).closes_after == 0


def test_nobody_nearer_opens_what_is_locked():
    locked = resolve([Wish(visibility=Visibility.OPEN), Wish(lock="A trial begins.")])
    assert shut(locked, Standing(), NOW) is Shut.LOCKED


@given(some.lists(wishes, max_size=5))
def test_whatever_holds_was_said_by_the_nearest_or_is_usual(row):
    held = resolve(row)
    for part in ("visibility", "premoderation", "closes_after", "strangers", "lock"):
        silent = "" if part == "lock" else None
        said = [getattr(wish, part) for wish in row if getattr(wish, part) != silent]
        assert getattr(held, part) == (said[0] if said else getattr(USUAL, part))


@given(some.lists(wishes, max_size=4), wishes)
def test_a_wish_further_away_changes_only_what_nobody_said(row, further):
    near, all_ = resolve(row), resolve([*row, further])
    if any(wish.visibility for wish in row):
        assert near.visibility == all_.visibility


@pytest.mark.parametrize(
    ("policy", "standing", "why"),
    [
        (USUAL, Standing(), None),
        (USUAL, Standing(is_live=False), Shut.GONE),
        (USUAL, Standing(comments_open=False), Shut.BY_DESK),
        (USUAL, Standing(closed_at=NOW), Shut.BY_HAND),
        (ThreadPolicy(visibility=Visibility.READABLE), Standing(), Shut.READABLE),
        (ThreadPolicy(visibility=Visibility.HIDDEN), Standing(comments_open=False), Shut.HIDDEN),
        (ThreadPolicy(lock="A trial begins."), Standing(closed_at=NOW), Shut.LOCKED),
        (ThreadPolicy(closes_after=7), Standing(first_published=NOW - timedelta(days=7)), Shut.TOO_OLD),
        (ThreadPolicy(closes_after=7), Standing(first_published=NOW - timedelta(days=6)), None),
        (ThreadPolicy(closes_after=7), Standing(first_published=None), None),
        (ThreadPolicy(closes_after=0), Standing(first_published=NOW - timedelta(days=9_000)), None),
    ],
)
def test_why_nobody_may_write(policy, standing, why):
    assert shut(policy, standing, NOW) is why


def test_a_night_goes_over_midnight_by_the_clock_of_the_edition():
    noon_in_london = datetime(2026, 6, 3, 11, tzinfo=UTC)  # 07:00 in New York: the night has just ended
    assert NIGHTS.at(noon_in_london, NEW_YORK) is Premoderation.NEVER
    assert NIGHTS.at(noon_in_london - timedelta(minutes=1), NEW_YORK) is Premoderation.ALL
    assert NIGHTS.at(noon_in_london - timedelta(minutes=1), LONDON) is Premoderation.NEVER


def test_a_weekend_begins_when_it_begins_there():
    midnight = datetime(2026, 6, 6, 0, 30, tzinfo=LONDON)
    only_weekends = Schedule(Premoderation.NEVER, Premoderation.ALL, weekends=True)
    assert only_weekends.at(midnight, LONDON) is Premoderation.ALL
    assert only_weekends.at(midnight, NEW_YORK) is Premoderation.NEVER


def test_on_the_night_without_its_second_hour_the_schedule_holds_all_the_same():
    spring = datetime(2026, 3, 29, 0, 59, tzinfo=UTC)  # a minute later the clocks of London show 02:00
    early = Schedule(Premoderation.NEVER, Premoderation.ALL, Hours(time(1), time(2)))
    assert early.at(spring + timedelta(minutes=1), LONDON) is Premoderation.NEVER  # that hour is not there
    autumn = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert early.at(autumn, LONDON) is early.at(autumn + timedelta(hours=1), LONDON) is Premoderation.ALL


@given(instants, ZONES, schedules)
def test_at_every_instant_one_of_the_two_holds_and_the_clock_decides(instant, zone, schedule):
    there = instant.astimezone(zone)
    held = schedule.at(instant, zone)
    assert held in {schedule.usual, schedule.sometimes}
    hours = schedule.hours
    midnight = datetime.combine(there.date(), time())
    clock = there.replace(tzinfo=None) - midnight
    span = [(datetime.combine(midnight, at) - midnight) for at in (hours.start, hours.end)] if hours else []
    inside = bool(span) and (clock - span[0]) % timedelta(days=1) < (span[1] - span[0]) % timedelta(days=1)
    special = inside or (schedule.weekends and there.isoweekday() in {6, 7})
    assert held is (schedule.sometimes if special else schedule.usual)


def test_the_strictest_edition_decides_who_waits():
    assert (
        strictest([Premoderation.NEVER, Premoderation.RISKY, Premoderation.NEWCOMERS]) is Premoderation.RISKY
    )
    assert strictest([]) is Premoderation.NEWCOMERS

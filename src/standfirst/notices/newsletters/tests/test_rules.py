"""When a newsletter goes out."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.notices.newsletters.rules import LATEST, Plan, due, next_issue

ZONES = st.sampled_from(["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"])
INSTANTS = st.integers(1_577_836_800, 1_893_456_000).map(lambda at: datetime.fromtimestamp(at, UTC))
PLANS = st.builds(
    Plan,
    st.times(),
    ZONES.map(ZoneInfo),
    st.sets(st.integers(0, 6), min_size=1),
)


@given(PLANS, INSTANTS)
def test_the_next_issue_is_after_now_within_eight_days_and_on_one_of_its_weekdays(plan, now):
    found = next_issue(plan, now)
    assert now < found.at <= now + timedelta(days=8)
    assert found.day.weekday() in plan.weekdays
    assert found.at.astimezone(plan.zone).date() == found.day


@given(PLANS, INSTANTS)
def test_no_day_has_two_issues_whatever_the_clocks_do(plan, now):
    first = next_issue(plan, now)
    assert next_issue(plan, first.at).day > first.day


@given(PLANS, INSTANTS)
def test_what_is_due_was_so_within_the_last_hours_and_not_before(plan, now):
    found = due(plan, now)
    assert found is None or now - LATEST < found.at <= now


def test_an_hour_that_the_clock_jumps_over_is_the_instant_after():
    """On 29 March 2026 London goes from 01:00 to 02:00."""
    plan = Plan(time(1, 30), ZoneInfo("Europe/London"), range(7))
    found = next_issue(plan, datetime(2026, 3, 28, 12, tzinfo=UTC))
    assert (found.day, found.at) == (date(2026, 3, 29), datetime(2026, 3, 29, 1, tzinfo=UTC))


def test_an_hour_that_the_clock_shows_twice_is_the_first():
    plan = Plan(time(1, 30), ZoneInfo("Europe/London"), range(7))
    found = next_issue(plan, datetime(2026, 10, 24, 12, tzinfo=UTC))
    assert found.at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert next_issue(plan, found.at).day == date(2026, 10, 26)


def test_a_plan_without_a_day_is_refused():
    with pytest.raises(ValueError, match="a day of the week"):
        next_issue(Plan(time(7), ZoneInfo("UTC"), []), datetime(2026, 1, 1, tzinfo=UTC))

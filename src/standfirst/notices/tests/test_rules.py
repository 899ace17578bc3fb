"""When, how often, and by which way: pure rules."""

from datetime import UTC, datetime, time, timedelta
from ipaddress import ip_address, ip_network
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.kit.browsers import browser_name
from standfirst.notices import rules

NIGHT = rules.QuietHours(time(22), time(7), ZoneInfo("Europe/London"))
INSTANTS = st.datetimes(timezones=st.just(UTC))


def test_what_a_reader_said_wins_over_the_default():
    assert rules.wants("reply", "push", {})
    assert not rules.wants("reply", "push", {("reply", "push"): False})
    assert rules.wants("reply", "inbox", {("reply", "push"): False})


def test_at_night_a_notice_waits_for_the_morning_of_the_readers_clock():
    summer = datetime(2023, 7, 1, 22, 30, tzinfo=UTC)  # 23:30 in London
    assert rules.not_before(summer, NIGHT, urgent=False) == datetime(2023, 7, 2, 6, 0, tzinfo=UTC)


def test_what_is_urgent_waits_for_nobody():
    night = datetime(2023, 7, 1, 23, tzinfo=UTC)
    assert rules.not_before(night, NIGHT, urgent=True) == night


@given(INSTANTS, st.times(), st.times())
def test_quiet_hours_never_send_early_never_in_the_quiet_and_never_later_than_a_day(now, start, end):
    quiet = rules.QuietHours(start.replace(tzinfo=None), end.replace(tzinfo=None), ZoneInfo("Europe/Berlin"))
    then = rules.not_before(now, quiet, urgent=False)
    assert now <= then <= now + timedelta(hours=25)
    assert rules.not_before(then + timedelta(hours=0), None, urgent=False) == then


def test_a_device_that_had_enough_for_a_day_gets_urgent_ones_alone():
    assert rules.over_cap(rules.PUSHES_A_DAY, urgent=False)
    assert not rules.over_cap(rules.PUSHES_A_DAY, urgent=True)
    assert not rules.over_cap(rules.PUSHES_A_DAY - 1, urgent=False)


@given(st.integers(1, 20), st.none() | st.floats(allow_nan=False))
def test_a_refused_dispatch_waits_at_most_an_hour_and_is_given_up_in_the_end(tries, asked):
    wait = rules.delay(tries, asked)
    assert (wait is None) == (tries >= rules.MOST_TRIES)
    assert wait is None or timedelta(seconds=15) <= wait <= timedelta(hours=1)


def test_a_service_that_asks_for_more_time_gets_it():
    assert rules.delay(1, 120) == timedelta(seconds=120)


@given(st.ip_addresses())
def test_an_address_lies_in_its_network(address):
    network = ip_network(rules.network_of(str(address)))
    mapped = getattr(address, "ipv4_mapped", None)
    assert (mapped or ip_address(str(address))) in network


@given(st.text())
def test_nonsense_is_a_network_of_its_own(text):
    assert rules.network_of(text)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Firefox/128.0", "Firefox · Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge · Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) Version/17.0 Mobile Safari/604.1", "Safari · iPhone"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/130 Mobile Safari/537.36", "Chrome · Android"),
        ("<script>", ""),
    ],
)  # fmt: skip
def test_a_device_is_named_by_browser_and_system(said, name):
    assert browser_name(said) == name

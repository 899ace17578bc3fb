"""How often to tell and to try, and networks: pure rules."""

from datetime import timedelta
from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.kit.browsers import browser_name
from standfirst.notices import rules


def test_a_device_that_had_enough_for_a_day_gets_urgent_ones_alone():
    assert rules.over_cap(rules.PUSHES_A_DAY, urgent=False)
    assert not rules.over_cap(rules.PUSHES_A_DAY, urgent=True)
    assert not rules.over_cap(rules.PUSHES_A_DAY - 1, urgent=False)
    assert rules.over_cap(3, urgent=False, most=3)


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

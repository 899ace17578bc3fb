"""How often one may ask to be let in."""

import pytest
from django.core.cache import cache
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from standfirst.kit.network import plain_address, wide_network
from standfirst.readers import limits


@pytest.fixture(autouse=True)
def quick_cache(settings):
    """Counting ten thousand takes a while in a database; tests of the forms use the real one."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
    yield
    cache.clear()


def asked(email, network):
    request = RequestFactory().post("/account/join/", REMOTE_ADDR=network)
    return limits.spend(request, limits.code_counted(request, email))


def test_ten_thousand_sign_ups_from_one_network_are_held_back_while_others_pass():
    flood = [asked(f"bot{n}@example.org", f"203.0.113.{n % 250}") for n in range(10_000)]
    assert flood.count(0) == 300
    assert all(0 < wait <= 600 for wait in flood if wait)
    assert asked("ben@example.org", "198.51.100.7") == 0


def test_one_machine_is_held_back_before_its_network_is():
    assert [asked(f"bot{n}@example.org", "203.0.113.9") for n in range(100)].count(0) == 60
    assert asked("ben@example.org", "203.0.113.10") == 0


def test_all_of_a_household_in_ipv6_is_one_and_its_provider_is_a_wide_one():
    household = [asked(f"bot{n}@example.org", f"2001:db8:1:2::{n:x}") for n in range(100)]
    assert household.count(0) == 60
    provider = [asked(f"bat{n}@example.org", f"2001:db8:1:{n:x}::1") for n in range(500)]
    assert 0 < provider.count(0) <= 300
    assert asked("ben@example.org", "2001:db8:2::1") == 0


def test_who_floods_an_address_from_one_network_leaves_its_owner_a_code():
    assert [asked("ben@example.org", "203.0.113.9") for _ in range(60)].count(0) == 5
    assert asked("ben@example.org", "198.51.100.7") == 0


def test_one_address_gets_ten_codes_in_ten_minutes_however_many_networks_ask():
    assert [asked("ben@example.org", f"198.51.{n}.7") for n in range(60)].count(0) == 10


def test_capital_letters_make_no_other_address():
    assert [asked(email, "203.0.113.9") for email in ("ben@x.org", "BEN@x.org") * 5].count(0) == 5


def test_ipv4_through_an_ipv6_socket_is_not_one_crowd():
    assert plain_address("::ffff:203.0.113.9") == "203.0.113.9"
    assert [asked(f"bot{n}@example.org", "::ffff:203.0.113.9") for n in range(61)].count(0) == 60
    assert asked("ben@example.org", "::ffff:198.51.100.7") == 0


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.0/24"),
        ("2001:db8:1:2::9", "2001:db8:1::/48"),
        ("::ffff:203.0.113.9", "203.0.113.0/24"),
        ("unknown", "unknown"),
    ],
)
def test_the_network_of_an_address(address, network):
    assert wide_network(address) == network


@given(st.text())
def test_any_text_has_a_network(text):
    assert isinstance(wide_network(text), str)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(60, "in a minute"), (61, "in 2 minutes"), (600, "in ten minutes"), (7200, "in 2 hours")],
)
def test_it_is_said_when_to_try_again(seconds, words):
    assert words in limits.in_words(seconds)

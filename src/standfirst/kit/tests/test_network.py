"""What counts as our own machine or network."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.kit.network import is_local_address, is_local_host, is_public_address


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.1.2.3", "192.168.0.9", "::1", "fd00::1", "::ffff:127.0.0.1"]
)
def test_loopback_and_private_addresses_are_local(address):
    assert is_local_address(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "2001:4860:4860::8888", "::ffff:8.8.8.8", "0.0.0.0", "", "unknown"]
)
def test_public_addresses_and_nonsense_are_not(address):
    assert not is_local_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "100.64.0.1", "169.254.169.254", "0.0.0.0", "255.255.255.255", "224.0.0.1",
        "192.0.2.1", "::", "::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::127.0.0.1",
        "2002:7f00:1::", "64:ff9b::a00:1", "64:ff9b:1::808:808", "2001:0:7f00:1::", "", "fcm.googleapis.com",
    ],
)  # fmt: skip
def test_no_disguise_makes_an_inner_address_a_public_one(address):
    assert not is_public_address(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "::ffff:8.8.8.8", "64:ff9b::808:808", "2606:4700::1111"])
def test_addresses_that_all_the_internet_can_reach_are_public(address):
    assert is_public_address(address)


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:80", "[::1]:8000", "a.localhost"])
def test_local_hosts(host):
    assert is_local_host(host)


@pytest.mark.parametrize(
    "host", ["paper.example", "localhost.evil.example", "8.8.8.8:80", "[2001:4860::1]", ""]
)
def test_public_hosts(host):
    assert not is_local_host(host)


@given(st.text())
def test_any_text_gets_an_answer(text):
    assert is_local_host(text) in {True, False}
    assert is_local_address(text) in {True, False}
    assert is_public_address(text) in {True, False}

"""What does not come in."""

import pytest

from standfirst.delivery.gate import incoming, is_forwarded

PROXIED = [
    (b"x-forwarded-for", b"8.8.8.8"),
    (b"forwarded", b"for=8.8.8.8"),
    (b"x-real-ip", b"8.8.8.8"),
    (b"via", b"1.1 tunnel"),
    (b"cf-connecting-ip", b"8.8.8.8"),
    (b"true-client-ip", b"8.8.8.8"),
]


@pytest.mark.parametrize("header", PROXIED)
def test_what_a_proxy_says_is_taken_off_but_that_there_was_one_is_known(header):
    headers = [(b"host", b"localhost"), header]
    assert incoming(headers) == [(b"host", b"localhost")]
    assert is_forwarded(headers)


def test_a_request_without_a_proxy_is_known_as_one():
    assert not is_forwarded([(b"host", b"localhost"), (b"cookie", b"edition=uk")])

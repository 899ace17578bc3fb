"""Endpoints are input from strangers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.notices.push.endpoints import (
    KNOWN_SERVICES,
    BadSubscription,
    check_endpoint,
    check_keys,
    is_known,
    service_of,
)

GOOD = [
    "https://fcm.googleapis.com/fcm/send/abc:def",
    "https://updates.push.services.mozilla.com/wpush/v2/gAAA",
    "https://eu1.push.services.mozilla.com/wpush/v1/x",
    "https://wns2-par02p.notify.windows.com/w/?token=BQ",
    "https://web.push.apple.com/QGuQ",
    "https://api.push.apple.com:443/3",
]
BAD = [
    "",
    None,
    7,
    "http://fcm.googleapis.com/fcm/send/x",
    "https://fcm.googleapis.com:8443/x",
    "https://fcm.googleapis.com.evil.example/x",
    "https://evil-fcm.googleapis.com/x",
    "https://notify.windows.com/x",
    "https://evil.example/fcm.googleapis.com",
    "https://user@fcm.googleapis.com/x",
    "https://fcm.googleapis.com@evil.example/x",
    "https://fcm.googleapis.com\\@evil.example/x",
    "https://fcm.googleapis.com/x#y",
    "https://fcm.googleapis.com",
    "https://127.0.0.1/x",
    "https://[::1]/x",
    "https://[::ffff:127.0.0.1]/x",
    "https://169.254.169.254/latest/meta-data/",
    "https://10.0.0.1/x",
    "https://2130706433/x",
    "https://localhost/x",
    "http://127.0.0.1:8080/x",
    "file:///etc/passwd",
    "gopher://fcm.googleapis.com/x",
    "https://fcm.googleapis.com/x\r\nHost: evil",
    "https://fcm.googleapis.com:99999/x",
    "https://[fcm.googleapis.com/x",
    "https://fcm.googleapis.com/" + "x" * 1000,
    "https://x..push.apple.com/y",
    "https://-.push.apple.com/y",
    "https://fcm.googleapis.com./x",
    "https://fcm.googleapis.com:0443/x",
    "https://fcm.googleapis.com:/x",
    "https://fcm.googleapis.com:443@evil.example/x",
    "https://:pw@fcm.googleapis.com/x",
    "https://fcm%2egoogleapis.com/x",
    "https://fcm.googleapis.com%00.evil.example/x",
    "https://fcm.googleаpis.com/x",
    "https://xn--fcm-7cd.googleapis.com/x",
    "https://fcm。googleapis。com/x",
    "https://fcm.googleapis.com\t/x",
    "https://fcm.googleapis.com /x",
    "https:fcm.googleapis.com/x",
    "https:///fcm.googleapis.com/x",
    "//fcm.googleapis.com/x",
    "https://0x7f.1/x",
    "https://0177.0.0.1/x",
    "https://127.1/x",
    "https://[64:ff9b::7f00:1]/x",
    "https://[fe80::1%25eth0]/x",
    "https://metadata.google.internal/x",
    "wss://fcm.googleapis.com/x",
    "data:text/plain,x",
]


@pytest.mark.parametrize("url", GOOD)
def test_the_known_services_may_be_called(url):
    assert check_endpoint(url).url == url


@pytest.mark.parametrize("url", BAD)
def test_nothing_else_may(url):
    with pytest.raises(BadSubscription):
        check_endpoint(url)


@pytest.mark.parametrize(
    ("url", "service"),
    [
        ("https://wns2-par02p.notify.windows.com/w/?token=BQ", "notify.windows.com"),
        ("https://wns2-am3p.notify.windows.com:443/w/", "notify.windows.com"),
        ("https://web.push.apple.com/QGuQ", "web.push.apple.com"),
        ("https://FCM.googleapis.com/x", "fcm.googleapis.com"),
        ("http://127.0.0.1:8361/x", "127.0.0.1:8361"),
    ],
)
def test_all_the_names_of_a_service_are_one_service(url, service):
    assert service_of(url) == service


@given(st.text() | st.from_regex(r"https?://[!-~]{1,40}/[!-~]*", fullmatch=True))
def test_whatever_a_stranger_sends_is_refused_in_words_or_goes_to_a_known_service(text):
    try:
        endpoint = check_endpoint(text)
    except BadSubscription:
        return
    assert is_known(endpoint.host)
    assert endpoint.origin == f"https://{endpoint.host}"
    assert service_of(text) in {name.removeprefix(".") for name in KNOWN_SERVICES}


def test_a_listed_host_is_called_on_its_port_alone():
    assert check_endpoint("https://push.example/x", ["push.example"]).listed
    assert (
        check_endpoint("https://push.example:8443/x", ["push.example:8443"]).origin
        == "https://push.example:8443"
    )
    with pytest.raises(BadSubscription):
        check_endpoint("https://push.example:9000/x", ["push.example"])


def test_plain_http_is_for_listed_loopback_alone():
    assert check_endpoint("http://127.0.0.1:8361/x", ["127.0.0.1:8361"]).origin == "http://127.0.0.1:8361"
    for url, listed in [
        ("http://127.0.0.1:8362/x", ["127.0.0.1:8361"]),
        ("http://push.example:80/x", ["push.example:80"]),
        ("http://10.0.0.1:80/x", ["10.0.0.1:80"]),
    ]:
        with pytest.raises(BadSubscription):
            check_endpoint(url, listed)


@given(st.text() | st.none() | st.binary(), st.text() | st.integers())
def test_any_keys_are_keys_or_refused_in_words(p256dh, auth):
    with pytest.raises(BadSubscription):
        check_keys(p256dh, auth)


def test_keys_of_the_right_length_are_read():
    key, auth = check_keys("B" + "A" * 86, "A" * 22)
    assert (len(key), key[0], len(auth)) == (65, 4, 16)

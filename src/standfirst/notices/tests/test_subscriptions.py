"""What a browser says about its own subscription, and what a forger may not."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.notices import rules
from standfirst.notices.models import Subscription
from standfirst.notices.push.asked import read_asked
from standfirst.notices.push.encryption import b64
from standfirst.notices.push.endpoints import BadSubscription
from standfirst.notices.testing import Browser

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
WORDS = ["endpoint", "keys", "p256dh", "auth", "old", "edition", "alerts", "topics", "looks"]
ENDPOINT = "https://updates.push.services.mozilla.com/wpush/v2/ben"


def said(browser, endpoint=ENDPOINT, **more):
    return {"endpoint": endpoint, "keys": {"p256dh": b64(browser.public), "auth": b64(browser.auth)}, **more}


def post(client, what, body):
    text = body if isinstance(body, bytes) else json.dumps(body)
    return client.post(
        f"/_/push/{what}", text, content_type="application/json", headers={"user-agent": FIREFOX}
    )


@pytest.fixture
def browser():
    return Browser()


def test_a_stranger_subscribes_to_the_edition_on_show_and_gets_no_cookie(client, us, browser):
    client.cookies["edition"] = "us"
    answer = post(client, "subscribe", said(browser))
    said_back = answer.json()
    assert (said_back["alerts"], said_back["edition"], said_back["topics"]) == (True, "us", [])
    assert said_back["device"] == "Firefox · Linux"
    assert not answer.cookies
    assert Subscription.objects.get().reader is None


def test_saying_it_twice_keeps_one_and_what_was_chosen(client, us, browser):
    post(client, "subscribe", said(browser, edition="us", alerts=False))
    answer = post(client, "subscribe", said(browser))
    assert (answer.json()["alerts"], answer.json()["edition"]) == (False, "us")
    assert Subscription.objects.count() == 1


def test_a_signed_in_reader_binds_the_device_and_signing_out_unbinds_it(client, uk, ben, browser):
    client.force_login(ben)
    post(client, "subscribe", said(browser))
    assert Subscription.objects.get().reader == ben
    client.logout()
    kept = Subscription.objects.get()
    assert (kept.reader, kept.alerts) == (None, True)


def test_a_browser_whose_session_ended_is_nobodys_when_it_next_speaks(client, uk, ben, browser):
    client.force_login(ben)
    post(client, "subscribe", said(browser))
    client.cookies.clear()
    post(client, "subscribe", said(browser))
    assert Subscription.objects.get().reader is None


def test_whoever_knows_the_endpoint_but_not_the_secret_changes_nothing(client, uk, ben, dan, browser):
    client.force_login(ben)
    post(client, "subscribe", said(browser))
    client.force_login(dan)
    for what in ("subscribe", "unsubscribe"):
        assert post(client, what, said(Browser())).status_code == 403
    assert Subscription.objects.get().reader == ben


def test_the_browser_itself_ends_it(client, uk, browser):
    post(client, "subscribe", said(browser))
    assert post(client, "unsubscribe", said(browser)).status_code == 200
    assert not Subscription.objects.exists()


def test_another_site_cannot_speak_for_the_browser(uk, browser):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True, headers={"sec-fetch-site": "cross-site"})
    assert post(strict, "subscribe", said(browser)).status_code == 403


@pytest.mark.parametrize("odd", ["\ud800", "é", "a\0"])
def test_an_old_subscription_that_is_none_is_passed_over(client, us, browser, odd):
    old = {"endpoint": ENDPOINT + odd, "keys": {"auth": odd}}
    assert post(client, "subscribe", said(browser, old=old)).status_code == 200


def test_a_renewed_subscription_takes_the_old_ones_place(client, us, browser):
    post(client, "subscribe", said(browser, edition="us", alerts=False))
    fresh = Browser()
    answer = post(client, "subscribe", said(fresh, ENDPOINT + "2", old=said(browser)))
    assert (answer.json()["edition"], answer.json()["alerts"]) == ("us", False)
    assert Subscription.objects.get().endpoint == ENDPOINT + "2"


def test_nobody_takes_anothers_place_without_the_secret(client, uk, browser):
    post(client, "subscribe", said(browser))
    answer = post(client, "subscribe", said(Browser(), ENDPOINT + "2", old=said(Browser())))
    assert answer.status_code == 403
    assert Subscription.objects.get().endpoint == ENDPOINT


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"null", b"\xff", b'{"endpoint":1}', b"[" * 5000])
def test_nonsense_is_refused_in_words(client, uk, body):
    answer = post(client, "subscribe", body)
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_an_endpoint_inside_the_network_is_refused(client, uk, browser):
    answer = post(client, "subscribe", said(browser, "https://169.254.169.254/latest"))
    assert answer.status_code == 400
    assert not Subscription.objects.exists()


def test_a_network_adds_so_many_devices_a_day_and_no_more(client, uk, monkeypatch):
    monkeypatch.setattr(rules, "DEVICES_A_DAY", 2)
    codes = [post(client, "subscribe", said(Browser(), f"{ENDPOINT}{n}")).status_code for n in range(3)]
    assert codes == [200, 200, 429]


def test_the_network_is_kept_only_as_a_keyed_hash_and_for_a_day(client, uk, browser):
    from datetime import timedelta

    from django.utils import timezone

    from standfirst.notices.deliver import sweep

    post(client, "subscribe", said(browser))
    assert "127.0.0" not in Subscription.objects.get().network
    Subscription.objects.update(created_at=timezone.now() - timedelta(days=2))
    sweep()
    assert Subscription.objects.get().network == ""


@given(
    st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(
        st.sampled_from(WORDS) | st.text(), inner))
)  # fmt: skip
def test_any_json_is_a_subscription_or_refused_in_words(value):
    with pytest.raises(BadSubscription):
        read_asked(json.dumps(value).encode())

"""Passes follow sessions: set at sign-in, kept fresh, dead when the session is."""

import time
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from standfirst.access.passes import COOKIE as PASS
from standfirst.access.passes import Standing, sign
from standfirst.delivery.models import BusMessage
from standfirst.readers.actions import sweep_sign_ins
from standfirst.readers.models import SignIn
from standfirst.web.visits import pass_in, pass_keys

from .flow import CUT, SAME, join

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uk", "no_limits_spent")]


def test_signing_out_takes_the_pass_back_and_ends_it_everywhere(client):
    join(client)
    tag = pass_in({PASS: client.cookies[PASS].value}).tag
    answer = client.post("/account/logout/", {"next": CUT}, **SAME)
    assert answer["Location"] == CUT
    assert answer["Clear-Site-Data"] == '"cache"'
    assert answer.cookies[PASS]["max-age"] == answer.cookies["reader"]["max-age"] == 0
    assert BusMessage.objects.get(kind="revoke").payload == [tag]
    assert not SignIn.objects.exists()


def test_a_new_password_signs_out_every_browser(client, client_b, ben):
    join(client, ben.email)
    join(client_b, ben.email)
    ben.refresh_from_db()
    ben.set_password("a long enough password")
    ben.save()
    assert len(BusMessage.objects.get(kind="revoke").payload) == 2
    assert client.get("/_/me").json() == client_b.get("/_/me").json() == {"reader": None}


def test_who_is_shut_out_is_out_at_once(client, ben):
    join(client, ben.email)
    ben.is_active = False
    ben.save()
    answer = client.get("/_/me")
    assert answer.json() == {"reader": None}
    assert answer.cookies[PASS]["max-age"] == 0


def test_a_pass_lasts_as_long_as_the_session_and_is_fresh_for_an_hour(client):
    join(client)
    granted = pass_in({PASS: client.cookies[PASS].value})
    assert 3590 < granted.fresh - granted.end + 90 * 86400 <= 3601
    assert client.cookies[PASS]["httponly"]
    assert not client.cookies["reader"]["httponly"]


def test_a_pass_that_is_still_fresh_is_not_sent_again(client):
    join(client)
    assert PASS not in client.get("/_/me").cookies


def test_a_lost_pass_comes_back_with_the_next_personal_answer(client):
    join(client)
    tag = pass_in({PASS: client.cookies[PASS].value}).tag
    del client.cookies[PASS]
    answer = client.get("/_/me")
    assert pass_in({PASS: answer.cookies[PASS].value}).tag == tag


def test_a_shared_page_sets_no_cookie_even_for_a_reader(client, story):
    join(client)
    del client.cookies[PASS]
    assert not client.get(story.address).cookies


def test_a_reader_who_is_made_staff_signs_in_anew_with_a_password(client, ben):
    join(client, ben.email)
    ben.refresh_from_db()
    ben.is_staff = True
    ben.save()
    assert client.get("/_/me").json() == {"reader": None}
    join(client, ben.email)
    assert client.get("/_/me").json() == {"reader": None}


def test_a_pass_that_is_no_longer_fresh_is_renewed_for_the_same_session(client):
    join(client)
    held = pass_in({PASS: client.cookies[PASS].value})
    key = next(iter(pass_keys().values()))
    client.cookies[PASS] = sign(replace(held, fresh=int(time.time()) - 1), key)
    renewed = pass_in({PASS: client.get("/_/pass").cookies[PASS].value})
    assert (renewed.tag, renewed.end) == (held.tag, held.end)
    assert renewed.standing(time.time()) is Standing.FRESH


def test_sessions_that_ended_by_themselves_are_forgotten(client, client_b):
    join(client)
    join(client_b, "b@example.org")
    SignIn.objects.filter(reader__email="b@example.org").update(since=timezone.now() - timedelta(days=91))
    sweep_sign_ins()
    assert SignIn.objects.count() == 1

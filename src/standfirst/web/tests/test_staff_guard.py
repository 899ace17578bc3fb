"""The newsroom opens to a passkey, or to a password together with a second proof: in this very session."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from standfirst.editions.models import Edition
from standfirst.newsroom.desk.roles import Role
from standfirst.readers.models import Reader
from standfirst.web.command import main

from .authenticator import ask, enrol
from .authenticator import sign_in as by_passkey
from .flow import SAME, join
from .second_proof import NEWSROOM, PASSWORD, by_app, by_password, code_for, code_of, make, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uk", "no_limits_spent")]


@pytest.fixture
def client():
    return Client(SERVER_NAME="localhost")


@pytest.fixture
def client_b():
    return Client(SERVER_NAME="localhost")


@pytest.fixture
def made(uk):
    return make()


@pytest.fixture
def eve(made):
    """An editor with a password and an app."""
    return made.reader


@pytest.fixture
def boss(uk):
    """An administrator with a password and an app."""
    return make("Ida Boss", Role.ADMINISTRATOR).reader


def opens(client, address=NEWSROOM):
    return client.get(address).status_code == 200


def test_a_password_and_the_apps_code_open_the_newsroom(client, eve):
    assert by_password(client, eve)["Location"] == "/account/second/"
    assert by_app(client, code_of(eve))["Location"] == NEWSROOM
    assert opens(client)


def test_with_the_password_alone_nobody_is_signed_in_at_all(client, eve):
    by_password(client, eve)
    assert client.get("/_/me").json() == {"reader": None}
    assert SESSION_KEY not in client.session
    assert "pass" not in client.cookies
    for address in (NEWSROOM, "/account/", "/account/keys/", "/account/keys/add/", "/account/prove/app/"):
        assert client.get(address).status_code == 302


def test_a_wrong_code_is_refused_in_words(client, eve):
    by_password(client, eve)
    answer = by_app(client, code_for("A" * 32))
    assert "This is not right, or was used already" in answer.content.decode()
    assert client.get("/_/me").json() == {"reader": None}


def test_a_code_is_taken_once(client, client_b, eve):
    code = code_of(eve)
    by_password(client, eve)
    by_app(client, code)
    by_password(client_b, eve)
    assert by_app(client_b, code).status_code == 200
    cache.clear()  # what is remembered does not stand in a cache alone
    by_password(client_b, eve)
    assert by_app(client_b, code).status_code == 200
    assert client_b.get("/_/me").json() == {"reader": None}


def test_a_code_from_before_the_last_one_taken_is_not_taken_either(client, client_b, eve):
    sign_in(client, eve, later=1)
    by_password(client_b, eve)
    assert by_app(client_b, code_of(eve)).status_code == 200


def test_a_recovery_code_works_once(client, client_b, made):
    code = made.factors.recovery_codes[3]
    by_password(client, made.reader)
    assert by_app(client, code)["Location"] == NEWSROOM
    assert opens(client)
    by_password(client_b, made.reader)
    assert by_app(client_b, code).status_code == 200


def test_guessing_codes_ends_after_ten_tries_and_the_right_one_is_refused_too(client, eve):
    by_password(client, eve)
    for _ in range(10):
        by_app(client, "000000")
    answer = by_app(client, code_of(eve))
    assert "That was too often" in answer.content.decode()
    assert client.get("/_/me").json() == {"reader": None}


def test_at_no_step_does_a_session_keep_its_key(client, eve):
    client.get("/account/passkey/", HTTP_ACCEPT="application/json")
    planted = client.cookies["session"].value
    by_password(client, eve)
    by_app(client, code_of(eve))
    assert client.cookies["session"].value != planted
    stranger = Client(SERVER_NAME="localhost", headers={"cookie": f"session={planted}"})
    assert stranger.get("/_/me").json() == {"reader": None}


def test_a_pending_sign_in_is_not_somebody_elses(client, eve, boss):
    by_password(client, eve)
    assert by_app(client, code_of(boss)).status_code == 200
    assert client.get("/_/me").json() == {"reader": None}


def test_who_has_no_second_proof_is_led_to_set_one_up(client):
    ned = make("Ned New", with_app=False).reader
    assert by_password(client, ned)["Location"] == NEWSROOM
    door = client.get(NEWSROOM)["Location"]
    assert door == "/account/keys/?next=%2Fnewsroom%2F"
    assert "Set up one of the two below" in client.get(door).content.decode()
    secret = client.get("/account/keys/app/").context["form"].secret
    answer = client.post("/account/keys/app/", {"code": code_for(secret)}, **SAME)
    codes = client.get(answer["Location"])
    assert len(codes.context["unused_codes"]) == 10
    assert 'href="/newsroom/"' in codes.content.decode()
    assert opens(client)


def test_recovery_codes_are_shown_once(client):
    ned = make("Ned New", with_app=False).reader
    by_password(client, ned)
    secret = client.get("/account/keys/app/").context["form"].secret
    client.post("/account/keys/app/", {"code": code_for(secret)}, **SAME)
    codes = client.get("/account/keys/recovery/").context["unused_codes"]
    again = client.get("/account/keys/recovery/").content.decode()
    assert not any(code in again for code in codes)
    assert "10 of your recovery codes are left" in again


def test_the_code_that_set_an_app_up_is_used(client, client_b):
    ned = make("Ned New", with_app=False).reader
    by_password(client, ned)
    secret = client.get("/account/keys/app/").context["form"].secret
    code = code_for(secret)
    client.post("/account/keys/app/", {"code": code}, **SAME)
    by_password(client_b, ned)
    assert by_app(client_b, code).status_code == 200


def test_a_session_from_before_the_app_is_asked_for_it(client, client_b):
    ned = make("Ned New", with_app=False).reader
    by_password(client_b, ned)
    by_password(client, ned)
    secret = client.get("/account/keys/app/").context["form"].secret
    client.post("/account/keys/app/", {"code": code_for(secret)}, **SAME)
    door = client_b.get(NEWSROOM)["Location"]
    assert door == "/account/prove/app/?next=%2Fnewsroom%2F"
    fields = {"code": code_for(secret, later=1), "next": NEWSROOM}
    assert client_b.post("/account/prove/app/", fields, **SAME)["Location"] == NEWSROOM
    assert opens(client_b)


def test_such_a_session_adds_no_key_by_the_password_alone(client, client_b):
    ned = make("Ned New", with_app=False).reader
    by_password(client_b, ned)
    by_password(client, ned)
    enrol(client)
    assert client_b.get("/account/keys/add/")["Location"].startswith("/account/prove/passkey/")
    client_b.post("/account/prove/", {"password": PASSWORD, "next": "/account/keys/add/"}, **SAME)
    assert client_b.get("/account/keys/add/").status_code == 302


def test_a_passkey_alone_opens_the_newsroom(client, client_b, eve):
    sign_in(client, eve)
    device = enrol(client)
    assert by_passkey(client_b, device.get(ask(client_b)), NEWSROOM).json() == {"address": NEWSROOM}
    assert opens(client_b)


def test_a_passkey_that_was_removed_opens_nothing_any_more(client, client_b, eve):
    sign_in(client, eve)
    device = enrol(client)
    by_passkey(client_b, device.get(ask(client_b)), NEWSROOM)
    key = Authenticator.objects.get(user=eve, type="webauthn")
    client.post(f"/account/keys/{key.pk}/remove/", **SAME)
    assert opens(client)
    assert client_b.get(NEWSROOM)["Location"].startswith("/account/prove/")


def test_a_passkey_after_the_password_does_as_well_as_the_app(client, client_b, eve):
    sign_in(client, eve)
    device = enrol(client)
    by_password(client_b, eve)
    credential = device.get(json.loads(client_b.get("/account/second/").context["options"]))
    fields = {"credential": json.dumps(credential), "next": NEWSROOM}
    assert client_b.post("/account/second/", fields, **SAME)["Location"] == NEWSROOM
    assert opens(client_b)


def test_a_stranger_who_uses_up_the_password_tries_does_not_keep_staff_from_their_passkey(
    client, client_b, eve
):
    sign_in(client, eve)
    device = enrol(client)
    for _ in range(11):
        client_b.post("/account/login/", {"login": eve.email, "password": "guess"}, **SAME)
    client.post("/account/logout/", **SAME)
    assert by_password(client, eve).status_code == 429
    assert by_passkey(client, device.get(ask(client)), NEWSROOM).status_code == 200
    assert opens(client)


def test_a_session_that_a_code_began_opens_nothing_when_its_reader_joins_the_staff(client, ben):
    join(client, ben.email)
    Reader.objects.filter(pk=ben.pk).update(is_staff=True)  # past every signal
    make_admin = Reader.objects.get(pk=ben.pk)
    make_admin.groups.add(*make("Eve Ray").reader.groups.all())
    assert client.get(NEWSROOM)["Location"] == "/account/keys/?next=%2Fnewsroom%2F"
    assert client.get("/account/keys/app/").status_code == 302  # a code is no proof of staff


def test_every_address_of_the_newsroom_is_guarded(client):
    ned = make("Ned New", Role.ADMINISTRATOR, with_app=False).reader
    by_password(client, ned)
    for name in (
        "wagtailadmin_home",
        "wagtailadmin_account",
        "wagtailimages:index",
        "wagtailadmin_explore_root",
    ):
        assert client.get(reverse(name))["Location"].startswith("/account/keys/"), name
    for address in ("/newsroom/comments/", "/newsroom/api/main/pages/", "/newsroom/jsi18n/"):
        assert client.get(address).status_code in {302, 404}, address


def test_what_staff_do_to_their_keys_is_on_record(client, eve):
    sign_in(client, eve)
    enrol(client)
    key = Authenticator.objects.get(user=eve, type="webauthn")
    client.post(f"/account/keys/{key.pk}/remove/", **SAME)
    entries = ModelLogEntry.objects.filter(action__startswith="standfirst.key_").order_by("pk")
    assert [(entry.action, entry.user, entry.data) for entry in entries] == [
        ("standfirst.key_added", eve, {"kind": "webauthn"}),
        ("standfirst.key_removed", eve, {"kind": "webauthn"}),
    ]


def test_an_operator_resets_what_was_lost_and_it_is_on_record(client, eve, capsys):
    sign_in(client, eve)
    assert main(["resetkeys", eve.email, "--why", "Lost her bag"]) == 0
    assert not Authenticator.objects.filter(user=eve).exists()
    assert client.get("/_/me").json() == {"reader": None}
    entry = ModelLogEntry.objects.get(action="standfirst.keys_reset")
    assert entry.data == {"had": {"totp": 1, "recovery_codes": 1}, "why": "Lost her bag"}
    by_password(client, eve)
    assert client.get(NEWSROOM)["Location"].startswith("/account/keys/")
    assert main(["resetkeys", "nobody@example.org", "--why", "x"]) == 1


def test_under_another_secret_key_nobody_gets_in_and_nothing_breaks(client, eve, settings):
    code = code_of(eve)
    settings.SECRET_KEY = "another one altogether"
    by_password(client, eve)
    assert by_app(client, code).status_code == 200


def test_the_demo_asks_for_none_and_says_so(client, settings, made):
    from dataclasses import replace

    ned = make("Ned New", with_app=False).reader
    by_password(client, ned)
    settings.CONFIGURATION = replace(settings.CONFIGURATION, demo=True)
    assert "This is the demo" in client.get(NEWSROOM).content.decode()
    settings.CONFIGURATION = replace(settings.CONFIGURATION, url="https://harbour.example")
    assert client.get(NEWSROOM).status_code == 302


def test_nobody_who_only_reads_is_asked_for_anything(client, ben):
    join(client, ben.email)
    assert client.get(NEWSROOM, follow=True).status_code == 403
    assert Edition.objects.exists()

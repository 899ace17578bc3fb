"""Passkeys: a reader's own key beside the code from the mail."""

import json
import time

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY as RECORDS
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from standfirst.access.passes import COOKIE as PASS

from .authenticator import Device, ask, enrol, sign_in
from .flow import CUT, SAME, code_in_mail, join

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uk", "no_limits_spent")]


@pytest.fixture
def client():
    return Client(SERVER_NAME="localhost")


@pytest.fixture
def client_b():
    return Client(SERVER_NAME="localhost")


@pytest.fixture
def bens(client, ben):
    """Ben has signed in by a code, added a passkey and signed out."""
    join(client, ben.email)
    device = enrol(client)
    client.post("/account/logout/", **SAME)
    client.cookies.clear()
    return device


def grow_old(client, seconds=3600):
    """As if whoever is signed in here had done so that long ago."""
    session = client.session
    session[RECORDS] = [{**record, "at": time.time() - seconds} for record in session[RECORDS]]
    session.save()


def test_a_reader_signs_in_by_a_passkey_and_may_read(client, bens):
    answer = sign_in(client, bens.get(ask(client)), CUT)
    assert (answer.status_code, answer.json()) == (200, {"address": CUT})
    assert client.get("/_/me").json()["reader"]["handle"] == "ben"
    assert PASS in client.cookies


def test_as_a_form_it_leads_back_to_the_cut(client, bens):
    fields = {"credential": json.dumps(bens.get(ask(client))), "next": CUT}
    assert client.post("/account/passkey/", fields, **SAME)["Location"] == CUT


def test_a_passkey_is_no_lock_on_the_code(client, ben, bens):
    assert join(client, ben.email)["Location"] == CUT
    assert client.get("/_/me").json()["reader"]["handle"] == "ben"


def test_a_reader_gets_no_recovery_codes_and_hears_of_the_new_key(client, ben, bens):
    assert [row.type for row in Authenticator.objects.filter(user=ben)] == ["webauthn"]
    assert "The keys of your account" in mail.outbox[-1].subject
    assert mail.outbox[-1].to == [ben.email]


def test_an_answer_is_taken_once(client, client_b, bens):
    answer = bens.get(ask(client))
    assert sign_in(client, answer).status_code == 200
    client.post("/account/logout/", **SAME)
    assert sign_in(client, answer).status_code == 400
    assert sign_in(client_b, answer).status_code == 400
    ask(client_b)
    assert sign_in(client_b, answer).status_code == 400
    assert client_b.get("/_/me").json() == {"reader": None}


def test_an_answer_that_was_given_to_another_site_is_of_no_use(client, bens):
    options = ask(client)
    assert sign_in(client, bens.get(options, origin="https://evil.example")).status_code == 400
    assert sign_in(client, bens.get({**options, "rpId": "evil.example"})).status_code == 400


def test_a_device_that_does_not_look_who_holds_it_signs_nobody_in(client, bens):
    bens.flags &= ~0x04
    assert sign_in(client, bens.get(ask(client))).status_code == 400


def test_nobody_signs_in_as_somebody_else_with_a_key_of_their_own(client, client_b, ben, bens, cleo):
    join(client_b, "dora@example.org")
    doras = enrol(client_b)
    doras.owner = bens.owner
    answer = sign_in(client, doras.get(ask(client)))
    assert answer.status_code == 400
    doras.number = bens.number
    assert sign_in(client, doras.get(ask(client))).status_code == 400


@pytest.mark.parametrize(
    "credential",
    [
        "", "null", "1", "[]", "{}", '{"response": {}}', '{"response": {"userHandle": 1}}', "[" * 60_000,
        '{"id": "x", "rawId": "x", "response": {"userHandle": "MQ", "clientDataJSON": "e30", "signature": "x"}}',
        '{"a":' * 5_000,
    ],
)  # fmt: skip
def test_what_is_no_answer_of_a_passkey_is_refused_in_words(client, bens, credential):
    ask(client)
    answer = client.post(
        "/account/passkey/", {"credential": credential}, HTTP_ACCEPT="application/json", **SAME
    )
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["message"]


def test_a_credential_with_one_bit_changed_signs_nobody_in(client, bens):
    answer = bens.get(ask(client))
    signature = answer["response"]["signature"]
    answer["response"]["signature"] = signature[:20] + ("A" if signature[20] != "A" else "B") + signature[21:]
    assert sign_in(client, answer).status_code == 400


def test_signing_in_gives_the_session_another_key(client, bens):
    options = ask(client)
    planted = client.cookies["session"].value
    sign_in(client, bens.get(options))
    assert client.cookies["session"].value != planted
    assert Client(SERVER_NAME="localhost", headers={"cookie": f"session={planted}"}).get("/_/me").json() == {
        "reader": None
    }


def test_who_was_shut_out_does_not_get_in_by_a_passkey(client, ben, bens):
    ben.is_active = False
    ben.save()
    assert sign_in(client, bens.get(ask(client))).status_code == 401
    assert client.get("/_/me").json() == {"reader": None}


def test_a_passkey_is_named_and_removed(client, ben, bens):
    join(client, ben.email)
    key = Authenticator.objects.get(user=ben)
    client.post(f"/account/keys/{key.pk}/name/", {"name": "  My \u202etelephone "}, **SAME)
    assert "My telephone" in client.get("/account/keys/").content.decode()
    assert client.get(f"/account/keys/{key.pk}/remove/").status_code == 200
    client.post(f"/account/keys/{key.pk}/remove/", **SAME)
    assert not Authenticator.objects.exists()
    client.post("/account/logout/", **SAME)
    assert sign_in(client, bens.get(ask(client))).status_code == 400


def test_somebody_elses_key_is_not_there_for_me(client, client_b, ben, bens):
    join(client_b, "dora@example.org")
    key = Authenticator.objects.get(user=ben)
    for page in ("name", "remove"):
        assert client_b.get(f"/account/keys/{key.pk}/{page}/").status_code == 404
        assert client_b.post(f"/account/keys/{key.pk}/{page}/", {"name": "x"}, **SAME).status_code == 404


def test_an_open_browser_alone_does_not_add_or_remove_a_key(client, ben, bens):
    join(client, ben.email)
    grow_old(client)
    key = Authenticator.objects.get(user=ben)
    for address in ("/account/keys/add/", f"/account/keys/{key.pk}/remove/"):
        assert client.get(address)["Location"].startswith("/account/prove/passkey/?next=")
    client.post(f"/account/keys/{key.pk}/remove/", **SAME)
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_what_was_sent_goes_on_once_the_proof_is_given(client, ben, bens):
    join(client, ben.email)
    grow_old(client)
    address = f"/account/keys/{Authenticator.objects.get(user=ben).pk}/name/"
    page = client.post(address, {"name": "Kitchen"}, follow=True, **SAME)
    credential = bens.get(json.loads(page.context["options"]))
    fields = {"credential": json.dumps(credential), "next": address}
    client.post("/account/prove/passkey/", fields, **SAME)
    assert str(Authenticator.objects.get(user=ben)) == "Kitchen"


def test_who_has_no_other_proof_gets_a_code(client, ben):
    join(client, ben.email)
    grow_old(client)
    page = client.get("/account/keys/add/")["Location"]
    assert page == "/account/prove/code/?next=%2Faccount%2Fkeys%2Fadd%2F"
    client.post(page, {"send": "1", "next": "/account/keys/add/"}, **SAME)
    wrong = client.post("/account/prove/code/", {"code": "0"}, **SAME)
    assert "This is not the code" in wrong.content.decode()
    fields = {"code": code_in_mail(), "next": "/account/keys/add/"}
    assert client.post("/account/prove/code/", fields, **SAME)["Location"] == "/account/keys/add/"
    assert client.get("/account/keys/add/").status_code == 200


def test_a_key_for_a_session_cannot_be_made_from_another_sessions_question(client, client_b, ben):
    join(client, ben.email)
    join(client_b, "dora@example.org")
    options = json.loads(client.get("/account/keys/add/").context["options"])
    client_b.get("/account/keys/add/")
    credential = json.dumps(Device().create(options))
    assert client_b.post("/account/keys/add/", {"credential": credential}, **SAME).status_code == 200
    assert not Authenticator.objects.exists()


def test_apps_and_recovery_codes_are_not_for_readers(client, ben):
    join(client, ben.email)
    for page in ("app/", "recovery/", "recovery/new/"):
        assert client.get(f"/account/keys/{page}").status_code == 404


def test_too_many_tries_from_one_network_are_told_so(client, bens):
    options = ask(client)
    answers = {sign_in(client, {"response": {}}).status_code for _ in range(60)}
    assert answers == {400}
    assert sign_in(client, bens.get(options)).status_code == 429


def test_a_passkey_is_offered_to_readers_who_have_none_until_they_say_not_now(client, client_b, ben):
    join(client, ben.email)
    assert client.get("/_/me").json()["passkeys"] == {"offer": True}
    line = client.get("/account/passkey/offer?next=/world/bridge-1").content.decode()
    assert 'href="/account/keys/add/?next=/world/bridge-1"' in line
    assert client.post("/account/passkey/not-now", **SAME).status_code == 204
    assert client.get("/_/me").json()["passkeys"] == {"offer": False}
    join(client_b, "dora@example.org")
    enrol(client_b)
    assert client_b.get("/_/me").json()["passkeys"] == {"offer": False}


def test_who_was_reading_comes_back_to_the_story(client, ben):
    join(client, ben.email)
    page = client.get("/account/keys/add/?next=/world/bridge-1")
    credential = json.dumps(Device().create(json.loads(page.context["options"])))
    answer = client.post("/account/keys/add/", {"credential": credential}, **SAME)
    assert answer["Location"] == "/world/bridge-1"

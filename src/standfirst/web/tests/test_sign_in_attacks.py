"""Who tries to get into an account that is not theirs."""

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from standfirst.readers.joining import ensure_address
from standfirst.readers.testing import make_reader

from .flow import SAME, ask, code_in_mail, confirm, join

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uk", "no_limits_spent")]

RIGHT = "a password that Ben made up"


@pytest.fixture
def ben_with_password(ben):
    ben.set_password(RIGHT)
    ben.save()
    return ben


def sign_in(client, password, *, network, host="localhost", email="ben@example.org"):
    return client.post(
        "/account/login/", {"login": email, "password": password}, REMOTE_ADDR=network, HTTP_HOST=host, **SAME
    )


def test_a_password_list_from_many_networks_is_stopped_and_the_owner_gets_in_by_a_code(
    client, client_b, ben_with_password
):
    answers = [sign_in(client, f"guess {n}", network=f"198.51.{n}.7").status_code for n in range(15)]
    assert answers == [200] * 10 + [429] * 5
    assert sign_in(client, RIGHT, network="192.0.2.1").status_code == 429  # also the right one
    join(client_b, ben_with_password.email)
    assert client_b.get("/_/me").json()["reader"]["handle"] == "ben"


def test_another_port_in_the_name_of_the_host_buys_no_more_tries(client, ben_with_password):
    answers = [
        sign_in(client, "guess", network=f"198.51.{n}.7", host=f"localhost:{n + 1}").status_code
        for n in range(11)
    ]
    assert answers[-1] == 429


def test_the_page_says_when_to_try_again_and_keeps_what_was_typed(client):
    for _ in range(10):
        sign_in(client, "guess", network="192.0.2.1")
    answer = sign_in(client, "guess", network="192.0.2.1")
    assert 0 < int(answer["Retry-After"]) <= 600
    page = answer.content.decode()
    assert "try again in" in page
    assert 'value="ben@example.org"' in page


def test_signing_in_changes_the_session_so_that_one_given_by_a_stranger_is_worth_nothing(client, client_b):
    ask(client)
    client_b.cookies["session"] = given = client.cookies["session"].value
    confirm(client)
    assert client.cookies["session"].value != given
    assert client_b.get("/_/me").json() == {"reader": None}


def test_the_code_for_one_account_opens_no_other(client, client_b, ben):
    ask(client, ben.email)
    ask(client_b, "mallory@example.org")
    assert confirm(client, code_in_mail()).status_code == 200  # the code in Mallory's mail
    assert client.get("/_/me").json() == {"reader": None}


def test_asking_for_another_address_makes_the_code_before_it_worthless(client, ben):
    ask(client, ben.email)
    for_ben = code_in_mail()
    ask(client, "mallory@example.org")
    assert confirm(client, for_ben).status_code == 200
    assert client.get("/_/me").json() == {"reader": None}


def test_a_code_typed_twice_signs_in_once(client, ben):
    ask(client, ben.email)
    code = code_in_mail()
    confirm(client, code)
    first = client.cookies["session"].value
    again = confirm(client, code)
    assert again.status_code == 302
    assert client.cookies["session"].value == first
    assert ben.sign_ins.count() == 1


def test_a_session_that_has_asked_and_one_that_has_not_are_told_the_same_about_a_code(client, client_b):
    make_reader("Ben Okoro")
    assert confirm(client, "123456")["Location"] == confirm(client_b, "123456")["Location"]
    assert mail.outbox == []


@pytest.mark.parametrize("address", ["/account/code/", "/_allauth/browser/v1/auth/code/confirm"])
def test_of_two_who_send_one_code_at_the_same_moment_one_is_signed_in(client, client_b, ben, address):
    """The second finds the session as it was before the first: as when both were read at once."""
    ask(client, ben.email)
    code, key = code_in_mail(), client.cookies["session"].value
    before = Session.objects.get(pk=key)
    as_json = {"content_type": "application/json"} if address.startswith("/_") else {}
    client.post(address, {"code": code}, **as_json, **SAME)
    before.save(force_insert=True)
    client_b.cookies["session"] = key
    client_b.post(address, {"code": code}, **as_json, **SAME)
    assert client.get("/_/me").json()["reader"]["handle"] == "ben"
    assert client_b.get("/_/me").json() == {"reader": None}
    assert ben.sign_ins.count() == 1


def work(client, path, typed):
    """What an answer costs: questions, writes, passwords hashed, mails."""
    hashed, before = MD5PasswordHasher.hashed, len(mail.outbox)
    with CaptureQueriesContext(connection) as asked:
        client.post(path, typed, **SAME)
    writes = sum(each["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"} for each in asked)
    return len(asked), writes, MD5PasswordHasher.hashed - hashed, len(mail.outbox) - before


@pytest.fixture
def counted(monkeypatch):
    """Every hash is counted, and made."""
    made = MD5PasswordHasher.encode

    def encode(self, *args):
        MD5PasswordHasher.hashed += 1
        return made(self, *args)

    monkeypatch.setattr(MD5PasswordHasher, "hashed", 0, raising=False)
    monkeypatch.setattr(MD5PasswordHasher, "encode", encode)


PLACES = {
    "/account/join/": "email",
    "/_/join": "email",
    "/account/password/reset/": "email",
    "/account/login/": "login",
}


@pytest.mark.parametrize("path", PLACES)
def test_an_answer_costs_the_same_whoever_the_address_belongs_to(
    counted, path, ben_with_password, ada, client_b
):
    for reader in (ben_with_password, ada, make_reader("Dan Frost", is_active=False)):
        ensure_address(reader)
    join(client_b, "cleo@example.org")  # proved, and without a password
    known = ("new@example.org", "ben@example.org", "cleo@example.org", "dan@example.org", "ada@example.org")
    costs = {who: work(Client(), path, {PLACES[path]: who, "password": "no"}) for who in known}
    questions = {cost[0] for cost in costs.values()}
    assert len({cost[1:] for cost in costs.values()}) == 1, costs
    # allauth looks once less for a proved address whose password is wrong: a fraction of a millisecond beside a hash.
    assert max(questions) - min(questions) <= (path == "/account/login/"), costs

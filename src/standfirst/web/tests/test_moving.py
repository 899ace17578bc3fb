"""An account moves to another address: the new one is proved first, and the old one is told."""

import re

import pytest

from standfirst.readers.models import Reader

from .flow import SAME, join

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uk", "no_limits_spent")]


def ask(client, email="new@example.org", **fields):
    return client.post("/account/email/", {"email": email, **fields}, **SAME)


def confirm(client, code):
    return client.post("/account/email/code/", {"code": code}, **SAME)


def test_the_new_address_is_proved_by_a_code_and_the_old_one_is_told(client, ben, mailoutbox):
    join(client, ben.email)
    assert ask(client, "New@example.org")["Location"] == "/account/email/code/"
    assert mailoutbox[-1].to == ["New@example.org"]
    confirm(client, re.search(r"\d{6}", mailoutbox[-1].body).group(0))
    ben.refresh_from_db()
    assert ben.email == "new@example.org"
    assert mailoutbox[-1].to == ["ben@example.org"]
    client.post("/account/logout/", **SAME)
    join(client, "new@example.org")
    assert client.get("/_/me").json()["reader"]["handle"] == "ben"


def test_nothing_changes_without_the_code(client, ben):
    join(client, ben.email)
    ask(client)
    assert "This is not the code" in confirm(client, "x").content.decode()
    ben.refresh_from_db()
    assert ben.email == "ben@example.org"


def test_five_wrong_codes_end_it(client, ben, mailoutbox):
    join(client, ben.email)
    ask(client)
    right = re.search(r"\d{6}", mailoutbox[-1].body).group(0)
    for _ in range(5):
        confirm(client, "x")
    assert confirm(client, right)["Location"] == "/account/email/"
    assert Reader.objects.get().email == "ben@example.org"


def test_tries_of_it_that_come_at_once_are_all_counted(client, ben, mailoutbox):
    join(client, ben.email)
    ask(client)
    right = re.search(r"\d{6}", mailoutbox[-1].body).group(0)
    for _ in range(5):
        before = client.session
        before.items()  # read now
        confirm(client, "x")
        before.save()  # as if all had been sent before the first was answered
    confirm(client, right)
    assert Reader.objects.get().email == "ben@example.org"


def test_an_address_that_somebody_has_gets_the_same_answer_and_no_code(client, ben, dan, mailoutbox):
    join(client, ben.email)
    assert ask(client, dan.email)["Location"] == "/account/email/code/"
    assert mailoutbox[-1].to == [dan.email]
    assert not re.search(r"\d{6}", mailoutbox[-1].body)
    assert confirm(client, "").status_code == 200
    assert confirm(client, "000000").status_code == 200


def test_who_has_proved_nothing_lately_does_so_first_and_the_address_is_not_typed_again(
    client, ben, mailoutbox
):
    ben.set_password("a long enough password")
    ben.save()
    client.force_login(ben)
    assert ask(client)["Location"] == "/account/prove/?next=%2Faccount%2Femail%2F"
    assert mailoutbox == []
    proof = {"password": "a long enough password", "next": "/account/email/"}
    assert client.post("/account/prove/", proof, **SAME)["Location"] == "/account/email/code/"
    assert mailoutbox[-1].to == ["new@example.org"]


def test_an_address_taken_meanwhile_is_not_taken_twice(client, ben, mailoutbox):
    join(client, ben.email)
    ask(client)
    code = re.search(r"\d{6}", mailoutbox[-1].body).group(0)
    Reader.objects.create_user("new@example.org")
    assert confirm(client, code)["Location"] == "/account/email/"
    assert set(Reader.objects.values_list("email", flat=True)) == {"ben@example.org", "new@example.org"}

"""A forgotten password: the same answer for everybody, a code, a new password, and every other browser signed out."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail

from standfirst.readers.models import Reader, SignIn
from standfirst.readers.testing import make_reader

from .flow import CUT, SAME, code_in_mail, join

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uk", "no_limits_spent")]

NEW = "a quite new password"


def ask(client, email="ben@example.org"):
    return client.post("/account/password/reset/", {"email": email, "next": CUT}, **SAME)


def confirm(client, code):
    return client.post("/account/password/reset/code/", {"code": code, "next": CUT}, **SAME)


def choose(client, password=NEW):
    return client.post("/account/password/reset/new/", {"password1": password, "next": CUT}, **SAME)


def reset(client, email="ben@example.org"):
    ask(client, email)
    confirm(client, code_in_mail())
    return choose(client)


def test_address_code_new_password_and_back_to_the_cut(client, ben):
    assert ask(client)["Location"].startswith("/account/password/reset/code/?next=")
    assert confirm(client, code_in_mail())["Location"].startswith("/account/password/reset/new/?next=")
    assert choose(client)["Location"] == CUT
    ben.refresh_from_db()
    assert ben.check_password(NEW)
    assert client.get("/_/me").json()["reader"]["handle"] == "ben"


def test_every_other_browser_is_signed_out_by_it(client, client_b, ben):
    join(client_b, ben.email)
    passes = set(SignIn.objects.values_list("tag", flat=True))
    reset(client)
    assert client_b.get("/_/me").json() == {"reader": None}
    client.get("/_/me")
    assert passes.isdisjoint(SignIn.objects.values_list("tag", flat=True))


def test_known_unknown_and_closed_accounts_get_the_same_answer_and_a_mail(client, client_b, client_c, ben):
    make_reader("Dan Frost", is_active=False)
    asked = {"ben@example.org": client, "nobody@example.org": client_b, "dan@example.org": client_c}
    answers = {(answer.status_code, answer["Location"]) for answer in (ask(c, e) for e, c in asked.items())}
    pages = {
        c.get("/account/password/reset/code/").content.replace(e.encode(), b"") for e, c in asked.items()
    }
    assert len(answers) == len(pages) == 1
    assert [bool(re.search(r"\d{6}", letter.body)) for letter in mail.outbox] == [True, False, False]


def test_no_account_is_made_for_an_unknown_address(client):
    ask(client, "nobody@example.org")
    assert confirm(client, "000000").status_code == 200
    assert not Reader.objects.exists()


def test_after_five_wrong_codes_the_right_one_is_of_no_use(client, ben):
    ask(client)
    right = code_in_mail()
    for _ in range(5):
        confirm(client, "000000" if right != "000000" else "111111")
    assert confirm(client, right)["Location"] == "/account/login/"
    assert choose(client).status_code == 302
    ben.refresh_from_db()
    assert not ben.check_password(NEW)


def test_without_the_code_no_password_is_chosen(client, client_b, ben):
    ask(client)
    assert choose(client)["Location"] == "/account/password/reset/code/"
    assert choose(client_b)["Location"].startswith("/account/password/reset/")
    assert client.get("/_/me").json() == {"reader": None}


def test_a_code_of_this_kind_signs_in_nobody_and_one_to_sign_in_resets_nothing(client, ben):
    ask(client)
    code = code_in_mail()
    assert client.post("/account/code/", {"code": code}, **SAME)["Location"].startswith("/account/join/")
    client.post("/account/join/", {"email": ben.email}, **SAME)
    assert confirm(client, code_in_mail()).status_code == 200


def test_a_weak_password_is_refused_in_words(client, ben):
    ask(client)
    confirm(client, code_in_mail())
    answer = choose(client, "short")
    assert answer.status_code == 200
    assert 'id="id_password1_error"' in answer.content.decode()
    assert choose(client)["Location"] == CUT


def test_staff_still_need_their_second_factor_afterwards(client, ada):
    TOTP.activate(ada, generate_totp_secret())
    answer = reset(client, ada.email)
    ada.refresh_from_db()
    assert ada.check_password(NEW)
    assert answer["Location"] != CUT
    assert client.get("/_/me").json() == {"reader": None}


def test_staff_without_one_get_no_code_and_the_same_answer(client, client_b, ada):
    assert ask(client, ada.email).status_code == ask(client_b, "nobody@example.org").status_code == 302
    assert not any(re.search(r"\d{6}", letter.body) for letter in mail.outbox)


def test_who_asks_too_often_is_told_when_to_try_again(client, ben):
    for _ in range(5):
        ask(client)
    answer = ask(client)
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 600
    assert 'value="ben@example.org"' in answer.content.decode()
    assert len(mail.outbox) == 5


def test_codes_to_sign_in_and_codes_to_reset_are_counted_together(client, client_b, ben):
    for _ in range(5):
        client_b.post("/account/join/", {"email": ben.email}, **SAME)
    assert ask(client).status_code == 429

"""Joining and signing in: one field, one flow, the same answer for everybody."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from standfirst.access.passes import COOKIE as PASS
from standfirst.access.rules import VisitorClass
from standfirst.readers.models import Reader
from standfirst.readers.testing import make_reader
from standfirst.web.visits import pass_in

from .flow import CUT, SAME, ask, code_in_mail, confirm, join

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uk", "no_limits_spent")]


def test_an_unknown_address_becomes_a_reader_and_comes_back_to_the_cut(client):
    answer = join(client)
    assert (answer.status_code, answer["Location"]) == (302, CUT)
    reader = Reader.objects.get(email="new@example.org")
    assert reader.handle.startswith("reader-")
    assert EmailAddress.objects.get(user=reader).verified


def test_the_field_leads_to_the_code_and_keeps_where_the_reader_was(client):
    answer = ask(client)
    assert answer["Location"] == "/account/code/?next=%2Fworld%2Fbridge-reopens-81%23cut"
    assert (
        'name="next" value="/world/bridge-reopens-81#cut"' in client.get(answer["Location"]).content.decode()
    )


def test_a_known_reader_signs_in_by_the_same_field(client, ben):
    join(client, "Ben@Example.org")
    assert client.get("/_/me").json()["reader"]["handle"] == "ben"
    assert Reader.objects.count() == 1


def test_without_a_place_to_go_the_reader_is_welcomed(client):
    answer = client.get(join(client, target="")["Location"])
    assert "Thank you for registering" in answer.content.decode()
    assert (
        "Please refresh the page or navigate to another page on the site to be automatically logged in"
        in answer.content.decode()
    )


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "\\/evil"]
)
def test_nobody_is_sent_to_another_site(client, target):
    assert join(client, target=target)["Location"] == "/account/welcome"


def test_a_new_a_known_and_a_closed_account_get_the_same_answer(client, client_b, client_c, ben):
    make_reader("Dan Frost", is_active=False)
    answers = [
        ask(one, email)
        for one, email in ((client, "new@example.org"), (client_b, ben.email), (client_c, "dan@example.org"))
    ]
    assert len({(answer.status_code, answer["Location"]) for answer in answers}) == 1
    pages = [one.get("/account/code/").content for one in (client, client_b, client_c)]
    emails = (b"new@example.org", b"ben@example.org", b"dan@example.org")
    assert len({page.replace(email, b"") for page, email in zip(pages, emails, strict=True)}) == 1
    assert len(mail.outbox) == 3


def test_they_get_the_same_json(client, client_b, client_c, ben):
    make_reader("Dan Frost", is_active=False)
    answers = [
        one.post("/_/join", {"email": email}, content_type="application/json", **SAME)
        for one, email in ((client, "new@example.org"), (client_b, ben.email), (client_c, "dan@example.org"))
    ]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.content for answer in answers}) == 1


def test_the_mail_for_a_closed_account_holds_no_code(client):
    make_reader("Dan Frost", is_active=False)
    ask(client, "dan@example.org")
    assert not re.search(r"\d{6}", mail.outbox[0].body)
    assert confirm(client, "000000").status_code == 200
    assert client.get("/_/me").json() == {"reader": None}


def test_a_wrong_code_is_said_and_may_be_mended(client):
    ask(client)
    wrong = confirm(client, "000000" if code_in_mail() != "000000" else "111111")
    assert "This is not the code" in wrong.content.decode()
    assert 'aria-describedby="id_code_error"' in wrong.content.decode()
    assert confirm(client)["Location"] == CUT


def test_after_five_wrong_codes_the_right_one_is_of_no_use(client):
    ask(client)
    right = code_in_mail()
    for _ in range(5):
        confirm(client, "000000" if right != "000000" else "111111")
    assert confirm(client, right)["Location"] == "/account/join/"
    assert client.get("/_/me").json() == {"reader": None}


def test_a_code_works_once(client, client_b):
    ask(client)
    code = code_in_mail()
    confirm(client, code)
    ask(client_b)
    assert confirm(client_b, code).status_code == 200
    assert client_b.get("/_/me").json() == {"reader": None}


def test_a_code_works_only_in_the_browser_that_asked(client, client_b):
    ask(client)
    assert confirm(client_b)["Location"] == "/account/join/"


def test_visiting_another_page_keeps_the_code_alive(client, story):
    ask(client)
    for address in ("/", story.address, "/account/login/", "/account/join/"):
        assert client.get(address).status_code == 200
    assert confirm(client)["Location"] == CUT


def test_who_asks_too_often_is_told_when_to_try_again(client):
    for _ in range(5):
        ask(client)
    answer = ask(client)
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 600
    assert "try again in" in answer.content.decode()
    assert 'value="new@example.org"' in answer.content.decode()


def test_the_same_limit_holds_for_json(client):
    for _ in range(5):
        client.post("/_/join", {"email": "a@example.org"}, content_type="application/json", **SAME)
    again = client.post("/_/join", {"email": "a@example.org"}, content_type="application/json", **SAME)
    assert again.status_code == 429
    assert 0 < int(again["Retry-After"]) <= 600
    assert "try again in" in again.json()["errors"][0]["message"]


def test_what_is_no_address_is_said_at_the_field(client):
    answer = ask(client, "ben at example")
    assert answer.status_code == 200
    assert 'value="ben at example"' in answer.content.decode()
    assert 'id="id_email_error"' in answer.content.decode()
    assert not Reader.objects.exists()


def test_the_json_flow_signs_in(client):
    client.post("/_/join", {"email": "new@example.org"}, content_type="application/json", **SAME)
    address = "/_allauth/browser/v1/auth/code/confirm"
    wrong = client.post(address, {"code": "x"}, content_type="application/json", **SAME)
    right = client.post(address, {"code": code_in_mail()}, content_type="application/json", **SAME)
    assert (wrong.status_code, right.status_code) == (400, 200)
    assert client.cookies["reader"].value == "1"
    assert pass_in({PASS: client.cookies[PASS].value}).visitor_class is VisitorClass.REGISTERED


@pytest.mark.parametrize("path", ["/account/join/", "/account/code/", "/account/login/", "/account/logout/"])
def test_a_form_from_another_site_is_refused(client, path):
    silent = client.__class__(enforce_csrf_checks=True)
    answer = silent.post(path, {"email": "ben@example.org"}, HTTP_SEC_FETCH_SITE="cross-site")
    assert answer.status_code == 403
    assert "ben@example.org" not in answer.content.decode()


def test_staff_do_not_get_in_by_a_code(client, ada):
    ask(client, ada.email)
    page = client.get("/account/code/").content.decode()
    assert "password" not in page.lower()
    answer = client.get(confirm(client)["Location"])
    assert "This account signs in with its password or a passkey." in answer.content.decode()
    assert client.get("/_/me").json() == {"reader": None}
    assert PASS not in client.cookies


def test_staff_do_not_get_in_by_a_code_through_json_either(client, ada):
    client.post("/_/join", {"email": ada.email}, content_type="application/json", **SAME)
    answer = client.post(
        "/_allauth/browser/v1/auth/code/confirm",
        {"code": code_in_mail()},
        content_type="application/json",
        **SAME,
    )
    assert answer.status_code == 401
    assert client.get("/_/me").json() == {"reader": None}


def test_staff_sign_in_with_their_password_and_land_in_the_newsroom(client, ada):
    ada.set_password("a long enough password")
    ada.save()
    door = client.get("/newsroom/login/?next=/newsroom/pages/")["Location"]
    assert door == "/account/login/?next=%2Fnewsroom%2Fpages%2F"
    answer = client.post(
        "/account/login/",
        {"login": ada.email, "password": "a long enough password", "next": "/newsroom/pages/"},
        **SAME,
    )
    assert answer["Location"] == "/newsroom/pages/"


def test_a_reader_without_rights_is_told_so_and_not_sent_round_in_circles(client, ben):
    client.force_login(ben)
    assert client.get("/newsroom/", follow=True).status_code == 403


def test_a_wrong_password_says_no_more_for_a_known_address(client, ben):
    texts = {
        client.post("/account/login/", {"login": who, "password": "no"}, **SAME)
        .content.replace(who.encode(), b"")
        for who in ("ben@example.org", "nobody@example.org")
    }  # fmt: skip
    assert len(texts) == 1


@pytest.mark.parametrize(
    "path", ["signup/passkey/", "password/reset/key/x-y/", "password/change/", "3rdparty/", "2fa/"]
)
def test_doors_that_a_paper_does_not_want_are_not_there(client, path):
    assert client.get(f"/account/{path}").status_code == 404
    assert client.get("/_allauth/browser/v1/auth/signup").status_code == 404
    assert client.get("/_allauth/browser/v1/config").status_code == 404

"""What strangers send instead of an address or a code."""

import json

import pytest
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standfirst.readers.models import Reader
from standfirst.readers.testing import make_reader

from .flow import SAME, ask, code_in_mail, confirm

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uk", "no_limits_spent")]

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=300),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["email", "code", "x"]), inner)
    ),
)
few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@few
@given(ANY_JSON)
def test_any_json_gets_an_answer_and_never_an_error_of_ours(client, said):
    for address in ("/_/join", "/_allauth/browser/v1/auth/code/confirm"):
        answer = client.post(address, json.dumps(said), content_type="application/json", **SAME)
        assert answer.status_code in {400, 401, 409, 429}


@few
@given(
    st.dictionaries(st.sampled_from(["email", "code", "next", "login", "password"]), st.text(max_size=300))
)
def test_any_form_gets_a_page_and_never_an_error_of_ours(client, said):
    for address in ("/account/join/", "/account/code/", "/account/login/"):
        assert client.post(address, said, **SAME).status_code in {200, 302, 429}


@pytest.fixture
def forgetful(monkeypatch):
    """Tries that are sent at once: each finds the session as it was before the others."""
    monkeypatch.setattr(AbstractCodeVerificationProcess, "record_invalid_attempt", lambda self: True)


@pytest.mark.parametrize("address", ["/account/code/", "/_allauth/browser/v1/auth/code/confirm"])
def test_tries_that_come_at_once_are_all_counted(client, forgetful, address):
    ask(client)
    right = code_in_mail()
    for wrong in "12345":
        if address.startswith("/_"):
            client.post(address, json.dumps({"code": wrong}), content_type="application/json", **SAME)
        else:
            confirm(client, wrong)
    confirm(client, right)
    assert client.get("/_/me").json() == {"reader": None}


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 5000])
def test_what_is_no_json_is_refused(client, body):
    assert client.post("/_/join", body, content_type="application/json", **SAME).status_code == 400
    assert not Reader.objects.exists()


def test_addresses_that_differ_in_case_alone_are_one_reader(client):
    for email in ("Ben@Example.org", "ben@example.org", " BEN@EXAMPLE.ORG "):
        client.post("/account/join/", {"email": email}, **SAME)
    assert list(Reader.objects.values_list("email", flat=True)) == ["ben@example.org"]


@pytest.mark.parametrize(
    "email", ["a@b@c.org", "x" * 300 + "@example.org", "a\nBcc: b@example.org", "a\0@b.org"]
)
def test_what_only_looks_like_an_address_makes_no_reader_and_no_mail(client, email, mailoutbox):
    client.post("/account/join/", {"email": email}, **SAME)
    assert not Reader.objects.exists()
    assert mailoutbox == []


def test_guessing_a_password_ends_after_ten_tries(client):
    ben = make_reader("Ben Okoro", is_active=True)
    for _ in range(10):
        client.post("/account/login/", {"login": ben.email, "password": "wrong"}, **SAME)
    answer = client.post("/account/login/", {"login": ben.email, "password": "wrong"}, **SAME)
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 600


@pytest.mark.parametrize("handle", ["%00", "%0a", "x" * 3000, "%E2%80%AE", ".."])
def test_odd_handles_have_no_page(client, handle):
    assert client.get(f"/readers/{handle}/").status_code in {301, 404}

"""Signing in with somebody else's word, against a real OpenID Connect provider that signs what it says."""

from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from tests.openid import CLIENT, SECRET
from tests.ports import free_port

from standfirst.readers.joining import reader_for_code
from standfirst.readers.models import Reader
from standfirst.web.doctor.findings import State
from standfirst.web.doctor.sign_in import check_providers

from .flow import CUT, SAME, join
from .providing import apple_key, click, configure, sign_in, who

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uk", "no_limits_spent", "configured")]


def test_a_stranger_joins_and_comes_back_to_the_cut(client, server):
    server.says("new@example.org")
    assert sign_in(client)["Location"] == CUT
    reader = Reader.objects.get(email="new@example.org")
    assert who(client) == reader.handle
    assert EmailAddress.objects.get(user=reader).verified
    assert mail.outbox == []


def test_of_all_that_is_told_only_the_address_is_kept(client, server):
    server.says("new@example.org")
    sign_in(client)
    reader = Reader.objects.get(email="new@example.org")
    assert reader.name == ""
    assert SocialAccount.objects.get().extra_data == {"email": "new@example.org"}


def test_the_second_time_it_is_the_same_reader_even_if_the_address_has_changed(client, client_b, server):
    server.says("new@example.org", sub="seven")
    sign_in(client)
    server.says("newer@example.org", sub="seven")
    sign_in(client_b)
    assert Reader.objects.count() == 1
    assert who(client) == who(client_b)


def test_a_verified_address_is_the_reader_who_has_it_and_the_reader_is_told(client, ben):
    join(client, ben.email)
    mail.outbox.clear()
    sign_in(client)
    assert who(client) == "ben"
    assert [letter.to for letter in mail.outbox] == [[ben.email]]
    assert "The University" in mail.outbox[0].subject


def test_an_address_that_somebody_else_typed_once_is_proved_by_its_owner(client, server):
    reader_for_code("new@example.org")
    server.says("new@example.org")
    sign_in(client)
    assert EmailAddress.objects.get().verified


def test_who_says_no_there_is_back_where_they_were(client):
    state = parse_qs(urlsplit(click(client)).query)["state"][0]
    answer = client.get(f"/account/with/university/back/?error=access_denied&state={state}")
    assert answer["Location"] == "/account/join/?next=%2Fworld%2Fbridge-reopens-81%23cut"


def test_a_provider_that_is_away_keeps_nobody_out(client, settings):
    said = {"name": "Away", "url": f"http://localhost:{free_port()}", "client_id": "x"}
    configure(settings, away=said)
    answer = client.post("/account/with/away/", {"next": CUT}, **SAME)
    assert answer["Location"] == "/account/join/?next=%2Fworld%2Fbridge-reopens-81%23cut"
    assert "cannot be reached just now" in client.get(answer["Location"]).content.decode()


def test_buttons_stand_where_one_signs_in_and_call_nobody(client, story, server):
    server.asked.clear()
    for address in (story.address, "/account/join/", "/account/login/"):
        page = client.get(address).content.decode()
        assert '<form class="provider" method="post" action="/account/with/university/">' in page
        assert server.url not in page
    assert server.asked == []


def test_without_a_provider_there_is_no_button(client, story, settings):
    configure(settings)
    for address in (story.address, "/account/join/", "/account/login/"):
        assert "account/with/" not in client.get(address).content.decode()


def test_an_account_is_connected_and_disconnected_and_hears_of_both(client, client_b, server, ben):
    join(client, ben.email)
    server.says("other@example.org", sub="nine")
    assert sign_in(client, connect="yes")["Location"] == "/account/with/"
    assert "The University: other@example.org" in client.get("/account/with/").content.decode()
    sign_in(client_b)
    assert who(client_b) == "ben"
    number = SocialAccount.objects.get().pk
    client.post(f"/account/with/{number}/disconnect", **SAME)
    assert not SocialAccount.objects.exists()
    assert [letter.to for letter in mail.outbox[1:]] == [[ben.email]] * 2


def test_google_and_apple_are_asked_with_pkce_and_for_the_address_alone(client, settings):
    key = apple_key()
    configure(
        settings,
        google={"client_id": "g", "secret": "s"},
        apple={"client_id": "a", "team": "t", "key_id": "k", "key": key},
    )
    for name, host in (("google", "accounts.google.com"), ("apple", "appleid.apple.com")):
        onward = urlsplit(click(client, provider=name))
        asked = parse_qs(onward.query)
        assert onward.hostname == host
        assert set(asked["scope"][0].split()) <= {"openid", "email"}
        assert asked["code_challenge_method"] == ["S256"]


def test_the_tests_own_provider_keeps_to_the_standard(server):
    onward = {
        "redirect_uri": "http://x/",
        "state": "s",
        "code_challenge": "wrong",
        "code_challenge_method": "S256",
    }
    code = parse_qs(urlsplit(server.agree(onward)).query)["code"][0]
    said = {
        "code": code,
        "client_id": CLIENT,
        "client_secret": SECRET,
        "redirect_uri": "http://x/",
        "code_verifier": "v",
    }
    assert server.token(said) is None
    assert jwt.PyJWKSet.from_dict(server.keys()).keys


def test_the_doctor_reaches_it_and_says_what_it_must_know(settings, server):
    found = list(check_providers(settings.CONFIGURATION))
    assert [finding.state for finding in found] == [State.WELL]
    assert "/account/with/university/back/" in found[0].words


@pytest.mark.parametrize("address", ["/keys", "/nothing"])
def test_the_doctor_sees_what_is_no_provider(settings, server, address):
    configure(settings, odd={"name": "Odd", "url": f"{server.url}{address}", "client_id": "x"})
    assert [finding.state for finding in check_providers(settings.CONFIGURATION)] == [State.BROKEN]


def test_the_doctor_sees_a_provider_that_is_away(settings):
    configure(settings, away={"name": "Away", "url": f"http://localhost:{free_port()}", "client_id": "x"})
    assert [finding.state for finding in check_providers(settings.CONFIGURATION)] == [State.BROKEN]

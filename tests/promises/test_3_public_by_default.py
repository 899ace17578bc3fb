"""Promise 3: shared pages are rendered for nobody in particular; what is personal arrives in `/_/me`."""

import pytest
from django.http import HttpResponse
from django.urls import path

from standfirst.delivery.responses import KEYS_HEADER
from standfirst.web.middleware.shared_pages import TouchedOnSharedPage
from standfirst.web.personal import is_personal
from standfirst.web.urls import urlpatterns as ours

pytestmark = pytest.mark.django_db

urlpatterns = [
    path("who-reads", lambda request: HttpResponse(str(request.user))),
    path("what-session", lambda request: HttpResponse(request.session.get("x"))),
    path("are-you-in", lambda request: HttpResponse("in" if request.user.is_authenticated else "out")),
    path("account/who-reads", lambda request: HttpResponse(str(request.user))),
    *ours,
]


@pytest.mark.parametrize("address", ["/who-reads", "/what-session", "/are-you-in"])
@pytest.mark.urls(__name__)
def test_a_shared_page_that_asks_who_reads_it_raises(client, uk, ben, address):
    client.force_login(ben)
    with pytest.raises(TouchedOnSharedPage):
        client.get(address)


@pytest.mark.urls(__name__)
def test_a_personal_address_may_ask(client, uk, ben):
    client.force_login(ben)
    assert client.get("/account/who-reads").content == b"Ben Okoro"


def shared_addresses(story):
    return ["/", "/uk/", "/world/", story.address, "/nowhere", "/world/no-such-story-99"]


def test_a_page_that_may_be_kept_sets_no_cookie_and_names_nobody(client, story, ben):
    client.force_login(ben)
    for address in shared_addresses(story):
        answer = client.get(address)
        assert not is_personal(address)
        assert not answer.cookies, address
        assert "Cookie" not in answer.headers.get("Vary", ""), address
        assert b"Ben Okoro" not in answer.content, address
        assert b"csrfmiddlewaretoken" not in answer.content, address


def test_a_signed_in_reader_gets_the_bytes_that_a_stranger_gets(client, story, ben):
    for address in shared_addresses(story):
        client.logout()
        strangers = client.get(address)
        client.force_login(ben)
        assert client.get(address).content == strangers.content, address


def test_what_is_personal_arrives_in_one_answer_that_nobody_keeps(client, uk, ben):
    client.force_login(ben)
    answer = client.get("/_/me")
    assert answer.json()["reader"]["name"] == "Ben Okoro"
    assert answer["Cache-Control"] == "private, no-store"
    assert KEYS_HEADER not in answer


def test_a_stranger_is_nobody_and_gets_no_session(client, uk):
    answer = client.get("/_/me")
    assert answer.json()["reader"] is None
    assert not answer.cookies

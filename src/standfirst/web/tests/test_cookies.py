"""One table names every cookie; nothing else is ever set, and a stranger who only reads gets none."""

import pytest
from django.test import Client

from standfirst.newsroom.stories.actions import make_root
from standfirst.newsroom.stories.models import StandingPage
from standfirst.web.cookies import COOKIES

from .flow import SAME, join

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uk", "no_limits_spent")]

KNOWN = {cookie.name for cookie in COOKIES}


def test_a_stranger_who_reads_carries_no_cookie(client, story, us):
    for address in (
        "/",
        story.address,
        "/us/",
        f"{story.address}/comments",
        "/account/join/",
        "/nothing-here",
    ):
        assert not client.get(address).cookies


def test_every_cookie_that_is_set_is_in_the_table(client, story, us):
    client.post("/edition", {"edition": "us", "next": "/"}, **SAME)
    join(client)
    client.post("/_/join", {"email": "b@example.org"}, content_type="application/json", **SAME)
    assert {"edition", "pass", "reader", "session"} <= set(client.cookies) <= KNOWN
    silent = Client(enforce_csrf_checks=True)
    silent.post("/account/join/", {"email": "c@example.org"})
    assert set(silent.cookies) <= KNOWN


def test_every_cookie_is_lax_and_only_the_hint_is_readable(client):
    join(client)
    assert {name for name, cookie in client.cookies.items() if not cookie["httponly"]} == {"reader"}
    assert {cookie["samesite"] for cookie in client.cookies.values()} == {"Lax"}


def test_over_https_every_cookie_is_secure(client, settings):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    join(client)
    assert all(cookie["secure"] for cookie in client.cookies.values())


def test_the_privacy_page_prints_the_table(client):
    page = StandingPage(title="Privacy", slug="privacy", text="What we keep.")
    make_root().add_child(instance=page)
    page.save_revision().publish()
    shown = client.get("/privacy").content.decode()
    assert all(f"<code>{name}</code>" in shown for name in KNOWN)

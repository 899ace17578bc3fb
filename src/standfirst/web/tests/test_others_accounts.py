"""One reader's account by another's session: whatever number or name is put anywhere, it moves only one's own."""

import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session
from django.urls import get_resolver

from standfirst.forum.actions import open_thread, post_comment
from standfirst.forum.testing import make_comment
from standfirst.readers import actions
from standfirst.readers.models import Follow, Reader, SignIn
from standfirst.web.account_urls import urlpatterns

from .flow import SAME, join

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uk", "no_limits_spent")]

SECRETS = ("dan@example.org", "Words that only Dan has seen")


def addresses():
    """Every address under /account/, with somebody else's names in the places that take one."""
    for pattern in get_resolver("standfirst.web.account_urls").url_patterns:
        for route in _routes(pattern):
            yield "/account/" + route


def _routes(pattern, before=""):
    route = before + str(pattern.pattern)
    inner = getattr(pattern, "url_patterns", None)
    if inner is not None:
        for below in inner:
            yield from _routes(below, route)
    else:
        yield (
            route.replace("<str:handle>", "dan")
            .replace("<int:number>", "1")
            .replace("<int:pk>", "1")
            .replace("<slug:provider>", "google")
            .replace("<slug:provider_id>", "google")
        )


@pytest.fixture
def dans(client_b, dan, story, cleo):
    """Dan, with a password, a comment that waits, somebody followed, and a browser in which he is signed in."""
    join(client_b, dan.email)
    Authenticator.objects.create(pk=1, user=dan, type="webauthn", data={"name": SECRETS[1], "credential": {}})
    SocialAccount.objects.create(pk=1, user=dan, provider="google", uid="1")
    actions.follow(follower=dan, followed=cleo)
    post_comment(thread=open_thread(story), author=dan, text=SECRETS[1])
    dan.refresh_from_db()
    return dan


def state_of(reader):
    """All that an attack could change of somebody."""
    row = Reader.objects.filter(pk=reader.pk).values().get()
    columns = (
        "emailaddress_set",
        "sign_ins",
        "following",
        "authenticator_set",
        "socialaccount_set",
        "comments",
    )
    others = [list(getattr(reader, name).values()) for name in columns]
    return json.dumps([row, others], default=str)


def test_there_are_addresses_to_try():
    assert len(urlpatterns) > 15
    assert "/account/follow/dan/" in set(addresses())
    assert not any("<" in address for address in addresses())


def test_no_address_of_the_account_shows_or_moves_anything_of_another(client, ben, dans):
    join(client, ben.email)
    before, session = state_of(dans), SignIn.objects.get(reader=dans)
    theirs = {
        "reader": dans.pk, "user": dans.pk, "id": dans.pk, "pk": dans.pk, "sign_in": session.pk,
        "tag": session.tag, "handle": "dan", "remove": "yes", "seen_by": "nobody", "next": "/", "key": 1,
    }  # fmt: skip
    for address in addresses():
        if "logout" in address or "leave" in address:
            continue
        seen = client.get(address, theirs)
        told = seen.content if not seen.streaming else b"".join(seen.streaming_content)
        assert not any(secret in told.decode() for secret in SECRETS), address
        client.post(address, theirs, **SAME)
    assert state_of(dans) == before
    assert Session.objects.filter(session_key=session.session_key).exists()


def test_nobody_leaves_for_another(client, ben, dans):
    join(client, ben.email)
    client.post("/account/leave/", {"comments": "go", "reader": dans.pk, "email": dans.email}, **SAME)
    dans.refresh_from_db()
    assert dans.leaves_at is None
    assert Reader.objects.get(pk=ben.pk).leaves_at is not None


def test_what_one_takes_away_is_ones_own(client, ben, dans):
    join(client, ben.email)
    told = b"".join(
        client.get(f"/account/data?reader={dans.pk}&email={dans.email}").streaming_content
    ).decode()
    assert "ben@example.org" in told
    assert not any(secret in told for secret in SECRETS)


def test_an_old_session_of_somebody_who_left_opens_nothing(client, ben, story):
    join(client, ben.email)
    make_comment(story, ben)
    kept = client.cookies.copy()
    client.post("/account/leave/", {"comments": "stay"}, **SAME)
    client.cookies = kept
    assert client.get("/_/me").json() == {"reader": None}
    assert client.get("/account/data").status_code == 302
    ben.refresh_from_db()
    assert ben.leaves_at is not None


def test_a_handle_in_an_address_is_only_looked_up(client, dans):
    for handle in ("dan%00", "..", "%2e%2e", "dan%2Ffollow", "x" * 5000, "%F0%9F%98%80", "\u202enad"):
        assert client.get(f"/readers/{handle}/").status_code in {302, 404}
    assert Follow.objects.count() == 1

"""Fresh proof: before people, roles, editions, exports and bans of colleagues, staff show again who they are."""

import time

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY as RECORDS
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from standfirst.forum.models import Sanction
from standfirst.forum.testing import make_comment
from standfirst.newsroom.desk.roles import Role
from standfirst.readers.models import Reader

from .flow import SAME
from .second_proof import NEWSROOM, by_password, code_for, code_of, make, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uk", "no_limits_spent")]

EDITIONS = "/newsroom/snippets/editions/edition/"


@pytest.fixture
def client():
    return Client(SERVER_NAME="localhost")


@pytest.fixture
def client_b():
    return Client(SERVER_NAME="localhost")


@pytest.fixture
def eve(uk):
    """An editor with a password and an app."""
    return make().reader


@pytest.fixture
def boss(uk):
    """An administrator with a password and an app."""
    return make("Ida Boss", Role.ADMINISTRATOR).reader


def opens(client, address=NEWSROOM):
    return client.get(address).status_code == 200


def grow_old(client, seconds=3600):
    session = client.session
    session[RECORDS] = [{**record, "at": time.time() - seconds} for record in session[RECORDS]]
    session.save()


def test_what_a_session_without_proof_sends_is_not_kept_for_later(client, client_b, uk):
    ned = make("Ned New", Role.ADMINISTRATOR, with_app=False).reader
    by_password(client_b, ned)
    by_password(client, ned)
    secret = client.get("/account/keys/app/").context["form"].secret
    client.post("/account/keys/app/", {"code": code_for(secret)}, **SAME)
    address = f"{EDITIONS}edit/{uk.pk}/"
    assert client_b.post(address, {"name": "Mine"}, **SAME)["Location"].endswith("?next=%2Fnewsroom%2F")
    assert "account_reauthentication_state" not in client_b.session


@pytest.mark.parametrize(
    "address",
    [
        "/newsroom/users/",
        "/newsroom/groups/",
        EDITIONS,
        "/newsroom/reports/site-history/?export=csv",
        "/newsroom/partners/",
    ],
)
def test_people_editions_and_exports_want_a_fresh_proof(client, boss, address):
    sign_in(client, boss)
    assert opens(client, address)
    grow_old(client)
    assert opens(client)
    assert client.get(address)["Location"].startswith("/account/prove/app/?next=")
    client.post("/account/prove/app/", {"code": code_of(boss, later=1), "next": address}, **SAME)
    assert opens(client, address)


def test_a_colleague_is_not_banned_without_fresh_proof(client, boss, eve, story):
    comment = make_comment(story, eve, "A word from the desk, and a long one.")
    sign_in(client, boss)
    grow_old(client)
    address = f"/newsroom/comments/{comment.pk}/ban/"
    answer = client.post(address, {"kind": "ban", "reason": "Words for the record."}, **SAME)
    assert answer["Location"].startswith("/account/prove/app/?next=")
    assert not Sanction.objects.exists()
    client.post("/account/prove/app/", {"code": code_of(boss, later=1), "next": address}, **SAME)
    assert Sanction.objects.get().reader == eve


def test_a_role_is_not_given_without_fresh_proof_and_nothing_typed_is_lost(client, boss, eve):
    sign_in(client, boss)
    grow_old(client)
    address = reverse("wagtailusers_users:edit", args=[eve.pk])
    fields = {"email": eve.email, "name": "Eve Chief", "is_active": "on", "is_superuser": "on"}
    assert client.post(address, fields, **SAME)["Location"].startswith("/account/prove/app/")
    assert not Reader.objects.get(pk=eve.pk).is_superuser
    client.post("/account/prove/app/", {"code": code_of(boss, later=1), "next": address}, **SAME)
    assert Reader.objects.get(pk=eve.pk).is_superuser


@pytest.mark.parametrize("act", ["assign_role", "set_active_state", "delete"])
def test_people_are_not_dealt_with_in_bulk_past_the_pages_of_staff(client, boss, ben, act):
    """Wagtail's bulk actions know neither staff nor fresh proof: a reader would be given a role."""
    sign_in(client, boss)
    grow_old(client)
    role = Group.objects.first()
    said = {"role": role.pk, "mark_as_active": ""}
    answer = client.post(f"/newsroom/bulk/readers/reader/{act}/?id={ben.pk}", said, **SAME)
    assert answer.status_code == 404
    assert Reader.objects.get(pk=ben.pk).is_active
    assert not ben.groups.exists()


def test_a_form_from_another_site_is_never_kept_to_go_on_later(client, boss, eve):
    sign_in(client, boss)
    grow_old(client)
    address = reverse("wagtailusers_users:edit", args=[eve.pk])
    strict = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    strict.cookies = client.cookies
    answer = strict.post(address, {"is_superuser": "on"}, HTTP_SEC_FETCH_SITE="cross-site")
    assert answer.status_code == 403
    assert "account_reauthentication_state" not in client.session


def test_an_editor_does_not_get_further_by_a_fresh_proof(client, eve):
    sign_in(client, eve)
    assert client.get("/newsroom/users/").status_code == 302
    assert client.get("/newsroom/groups/").status_code == 302

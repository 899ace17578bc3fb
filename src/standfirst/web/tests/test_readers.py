"""Readers' own pages, names, and following."""

import pytest

from standfirst.delivery.models import BusMessage
from standfirst.delivery.responses import KEYS_HEADER
from standfirst.readers import actions
from standfirst.readers.models import Follow, Reader, SignIn
from standfirst.web.signing_in import TAG

from .flow import SAME, join

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uk", "no_limits_spent")]


@pytest.fixture
def as_ben(client, ben):
    client.force_login(ben)
    return client


def rename(client, **fields):
    return client.post("/account/", {"name": "Ben Okoro", "handle": "ben", "about": "", **fields}, **SAME)


def test_a_readers_page_is_shared_and_never_shows_the_address(client, ben):
    answer = client.get("/readers/ben/")
    assert f"reader/{ben.pk}" in answer[KEYS_HEADER].split()
    assert "Ben Okoro" in answer.content.decode()
    assert "ben@example.org" not in answer.content.decode()


def test_another_spelling_of_a_handle_leads_to_the_page(client, ben):
    for path in ("/readers/BEN/", "/readers/ben"):
        assert client.get(path)["Location"] == "/readers/ben/"


def test_who_was_shut_out_or_never_was_has_no_page(client, dan):
    Reader.objects.filter(pk=dan.pk).update(is_active=False)
    assert client.get("/readers/dan/").status_code == client.get("/readers/nobody/").status_code == 404


def test_a_name_is_changed_and_the_reader_goes_back_to_what_they_were_doing(as_ben, ben):
    answer = rename(
        as_ben, name="  Benjamin\u202e  Okoro ", handle="Benjamin", next="/world/a-1/comments#write"
    )
    assert (answer.status_code, answer["Location"]) == (303, "/world/a-1/comments#write")
    ben.refresh_from_db()
    assert (ben.name, ben.handle) == ("Benjamin Okoro", "benjamin")
    assert BusMessage.objects.get(kind="forget").payload == [f"reader/{ben.pk}"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("dan", "Somebody has this handle"),
        ("d-a-n", "Somebody has this handle"),
        ("ａdmin", "kept for the paper"),
        ("ada-lund", "kept for the paper"),
        ("the-harbour-post", "kept for the paper"),
        ("no spaces", "Only letters"),
        ("bеn", "one alphabet"),
        ("b", "3 to 30"),
    ],
)
def test_a_handle_that_cannot_be_had_is_said_at_the_field(as_ben, ada, dan, typed, said):
    page = rename(as_ben, handle=typed).content.decode()
    assert said in page
    assert 'aria-describedby="id_handle_helptext id_handle_error"' in page
    assert Reader.objects.filter(handle="ben").exists()


def test_nobody_takes_the_name_of_one_of_the_staff(as_ben, ada):
    assert "belongs to the paper" in rename(as_ben, name="Αda Lund").content.decode()


def test_generated_handles_differ(db):
    readers = [Reader.objects.create_user(f"r{n}@example.org") for n in range(20)]
    for reader in readers:
        actions.give_handle(reader=reader)
    assert len({reader.handle for reader in readers}) == 20


def test_a_reader_follows_and_unfollows(as_ben, ben, dan):
    answer = as_ben.post("/readers/dan/follow", {"next": "/readers/dan/"}, **SAME)
    assert (answer.status_code, answer["Location"]) == (303, "/readers/dan/")
    assert "Dan Frost" in as_ben.get("/account/following/").content.decode()
    assert as_ben.get("/_/follows/dan").json() == {"follows": True, "asked": False}
    as_ben.post("/readers/dan/unfollow", **SAME)
    assert not Follow.objects.exists()


def test_following_twice_is_following_once(ben, dan):
    assert [actions.follow(follower=ben, followed=dan) for _ in range(2)] == [True, False]
    assert dan.followers.count() == 1


def test_nobody_follows_themselves(as_ben):
    as_ben.post("/readers/ben/follow", **SAME)
    assert not Follow.objects.exists()
    assert as_ben.get("/_/follows/ben").json() == {"follows": None, "asked": False}


def test_a_stranger_who_wants_to_follow_signs_in_and_is_asked_again(client, dan):
    answer = client.post("/readers/dan/follow", **SAME)
    assert (answer.status_code, answer["Location"]) == (
        303,
        "/account/join/?next=%2Faccount%2Ffollow%2Fdan%2F",
    )
    join(client, target="/account/follow/dan/")
    assert 'action="/readers/dan/follow"' in client.get("/account/follow/dan/").content.decode()


def test_another_site_cannot_make_a_reader_follow(ben, dan):
    from django.test import Client

    guarded = Client(enforce_csrf_checks=True)
    guarded.force_login(ben)
    assert guarded.post("/readers/dan/follow", HTTP_SEC_FETCH_SITE="cross-site").status_code == 403
    assert not Follow.objects.exists()


def test_a_silent_browser_is_shown_what_it_typed(ben):
    from django.test import Client

    silent = Client(enforce_csrf_checks=True)
    silent.force_login(ben)
    answer = silent.post("/account/", {"name": "Benjamin", "handle": "ben", "about": ""})
    assert answer.status_code == 403
    assert 'value="Benjamin"' in answer.content.decode()


def test_ending_one_sign_in_ends_its_session_and_no_other(client, client_b, ben):
    join(client, ben.email)
    join(client_b, ben.email)
    other = SignIn.objects.get(tag=client_b.session[TAG][0])
    client.post("/account/sign-ins/", {"sign_in": other.pk}, **SAME)
    assert client_b.get("/_/me").json() == {"reader": None}
    assert client.get("/_/me").json()["reader"]["handle"] == "ben"


def test_nobody_ends_the_sign_in_of_another(client, client_b, ben, dan):
    join(client, ben.email)
    join(client_b, dan.email)
    client.post("/account/sign-ins/", {"sign_in": SignIn.objects.get(reader=dan).pk}, **SAME)
    assert client_b.get("/_/me").json()["reader"]["handle"] == "dan"


def test_who_has_just_proved_the_address_sets_a_password_and_stays_signed_in(client, ben):
    join(client, ben.email)
    answer = client.post("/account/password/", {"password": "a long enough password"}, **SAME)
    assert answer.status_code == 303
    assert client.get("/_/me").json()["reader"]["handle"] == "ben"
    client.post("/account/logout/", **SAME)
    client.post("/account/login/", {"login": ben.email, "password": "a long enough password"}, **SAME)
    assert client.get("/_/me").json()["reader"]["handle"] == "ben"


def test_later_a_proof_is_asked_for_and_the_password_is_kept_nowhere(as_ben, ben):
    ben.set_password("a long enough password")
    ben.save()
    as_ben.force_login(ben)
    answer = as_ben.post("/account/password/", {"password": "another long password"}, **SAME)
    assert answer["Location"] == "/account/prove/?next=%2Faccount%2Fpassword%2F"
    assert "another long password" not in str(dict(as_ben.session))
    wrong = as_ben.post("/account/prove/", {"password": "no"}, **SAME)
    assert "password" in wrong.context["form"].errors
    ben.refresh_from_db()
    assert ben.check_password("a long enough password")


def test_an_open_browser_alone_gives_no_password_to_an_account_that_has_none(as_ben, ben):
    ben.set_unusable_password()
    ben.save()
    as_ben.force_login(ben)
    assert as_ben.get("/account/password/")["Location"].startswith("/account/prove/code/?next=")
    as_ben.post("/account/password/", {"password": "a long enough password"}, **SAME)
    ben.refresh_from_db()
    assert not ben.has_usable_password()


def test_a_weak_password_is_refused_in_words(client, ben):
    join(client, ben.email)
    answer = client.post("/account/password/", {"password": "short"}, **SAME)
    assert "too short" in answer.content.decode()


@pytest.mark.parametrize("path", ["", "password/", "data", "following/", "welcome", "follow/dan/"])
def test_a_readers_own_pages_ask_a_stranger_to_sign_in_first(client, path):
    assert client.get(f"/account/{path}")["Location"] == f"/account/join/?next=/account/{path}"

"""The form to change one's own comment, as a visitor meets it."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from standfirst.forum.editing import WINDOW
from standfirst.forum.models import Comment
from standfirst.forum.testing import make_comment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_was_counted(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


@pytest.fixture
def talk(story, ben):
    make_comment(story, ben, "Hello, everybody.")
    return make_comment(story, ben, "Teh bridge.")


@pytest.fixture
def form(talk):
    return f"/account/comments/{talk.pk}/edit"


def test_ben_edits_and_is_led_back_to_the_comment(client, ben, story, talk, form):
    client.force_login(ben)
    assert "Teh bridge." in client.get(form).content.decode()
    answer = client.post(form, {"text": "The bridge."})
    assert (answer.status_code, answer["Location"]) == (303, f"{story.address}/comments/{talk.pk}")
    page = client.get(f"{story.address}/comments").content.decode()
    assert ("The bridge." in page, '<span class="edited">edited</span>' in page) == (True, True)


def test_the_list_of_own_comments_leads_there_for_five_minutes(client, ben, talk, form):
    client.force_login(ben)
    assert form in client.get("/account/comments/").content.decode()
    Comment.objects.update(created_at=timezone.now() - WINDOW)
    assert form not in client.get("/account/comments/").content.decode()


def test_too_late_is_said_and_nothing_typed_is_lost(client, ben, talk, form):
    Comment.objects.update(created_at=timezone.now() - WINDOW - timedelta(minutes=1))
    client.force_login(ben)
    answer = client.post(form, {"text": "The bridge, at last."})
    page = answer.content.decode()
    assert (answer.status_code, "five minutes" in page, "The bridge, at last." in page) == (422, True, True)


@pytest.mark.parametrize(("text", "said"), [("  ", "nothing in it"), ("x" * 1_000_000, "too long")])
def test_what_cannot_be_taken_is_refused_in_words_and_kept(client, ben, form, text, said):
    client.force_login(ben)
    answer = client.post(form, {"text": text})
    page = answer.content.decode()
    assert (answer.status_code, said in page, text in page) == (422, True, True)


@pytest.mark.parametrize("method", ["get", "post"])
def test_anothers_comment_is_not_there(client, cleo, form, method):
    client.force_login(cleo)
    assert getattr(client, method)(form, {"text": "Mine."}).status_code == 404


def test_a_stranger_is_led_to_the_way_in(client, form):
    assert client.post(form, {"text": "Mine."})["Location"].startswith("/account/join/")
    assert client.get("/account/comments/99999999999999999999/edit").status_code == 302


def test_without_an_account_of_ones_own_a_number_too_large_is_not_there(client, ben, uk):
    client.force_login(ben)
    assert client.get("/account/comments/99999999999999999999/edit").status_code == 404


def test_a_newcomers_changed_words_lead_to_where_they_wait(client, dan, story):
    first = make_comment(story, dan, "Hello.")
    client.force_login(dan)
    answer = client.post(f"/account/comments/{first.pk}/edit", {"text": "Hello there."})
    assert answer["Location"] == f"/account/comments/#comment-{first.pk}"

"""From the page that went out to the newsroom's sums, and from a new account to the story it came from."""

import pytest
from django.utils import timezone

from standfirst.delivery.tally import Line
from standfirst.delivery.variant import Variant
from standfirst.newsroom.numbers.models import StoryDay
from standfirst.readers.models import Reader
from standfirst.web.counting import save_counts
from standfirst.web.tests.flow import SAME, code_in_mail, join

pytestmark = pytest.mark.django_db


def registrations():
    return [(row.article_id, row.registrations) for row in StoryDay.objects.all()]


@pytest.mark.parametrize(("signed_in", "name"), [(False, "lead"), (True, "whole")])
def test_an_article_says_what_it_counts_as(client, story, signed_in, name):
    if signed_in:
        join(client, target=story.address)
    assert client.get(story.address)["Standfirst-Counted"] == f"{story.number}/{name}"


def test_no_other_page_is_counted(client, story):
    for address in ("/", "/world/", "/search?q=bridge", f"{story.address}/comments", "/nothing-here"):
        assert "Standfirst-Counted" not in client.get(address)


def test_what_the_front_counted_is_kept_by_class_whatever_was_granted(story):
    variant = Variant("uk", "uk", f"registered+{story.number}")
    save_counts([Line(f"{story.number}/whole", variant, 1_700_000_100, 3), Line("odd", variant, 0, 1)])
    assert [(row.visitor_class, row.reads) for row in StoryDay.objects.all()] == [("registered", 3)]


def test_a_new_account_is_counted_at_the_story_it_came_from(client, story):
    join(client, target=f"{story.address}#cut")
    assert registrations() == [(story.number, 1)]


def test_in_place_it_is_counted_at_the_story_on_the_screen(client, story):
    at = {"HTTP_REFERER": f"http://testserver{story.address}", "content_type": "application/json", **SAME}
    client.post("/_/join", {"email": "new@example.org"}, **at)
    client.post("/_allauth/browser/v1/auth/code/confirm", {"code": code_in_mail()}, **at)
    assert registrations() == [(story.number, 1)]


def test_joining_from_elsewhere_is_no_registration_of_a_story(client, story):
    join(client, target="/account/welcome")
    assert registrations() == []


def test_whoever_comes_back_is_no_registration(client, story, ben):
    Reader.objects.filter(pk=ben.pk).update(last_login=timezone.now())
    join(client, email=ben.email, target=story.address)
    assert "_auth_user_id" in client.session
    assert registrations() == []

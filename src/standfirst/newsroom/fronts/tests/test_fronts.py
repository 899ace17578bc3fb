"""What stands on a front."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from standfirst.delivery.models import BusMessage
from standfirst.newsroom.desk.roles import Role, make_roles
from standfirst.newsroom.fronts.actions import lead_front, make_fronts
from standfirst.newsroom.fronts.models import Front
from standfirst.newsroom.fronts.queries import front_stories, most_discussed
from standfirst.newsroom.stories.actions import record_interest
from standfirst.newsroom.stories.testing import CANARY, make_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def stories(world):
    return [make_story(section=world, title=f"Story {n}") for n in range(4)]


def test_without_a_hand_the_latest_stands_first(uk, stories):
    assert front_stories(uk, 3) == stories[:0:-1]


def test_the_newsrooms_order_leads_and_each_story_stands_once(uk, stories):
    lead_front(uk, [stories[0], stories[2]])
    assert front_stories(uk, 4) == [stories[0], stories[2], stories[3], stories[1]]


def test_a_story_taken_down_leaves_its_place_to_the_next(uk, stories):
    lead_front(uk, [stories[0], stories[1]])
    stories[0].unpublish()
    assert front_stories(uk, 2) == [stories[1], stories[3]]


def test_a_story_of_another_edition_does_not_lead_this_one(uk, us, stories):
    stories[0].editions.set([us])
    stories[0].save()
    lead_front(uk, [stories[0]])
    assert stories[0] not in front_stories(uk, 9)
    assert stories[0] in front_stories(us, 9)


def test_a_front_takes_two_questions(uk, stories, django_assert_max_num_queries):
    lead_front(uk, stories)
    with django_assert_max_num_queries(3):
        front_stories(uk, 40)


def test_what_readers_talk_about_most(uk, stories):
    record_interest(stories[1].number, discussed=3)
    record_interest(stories[2].number, discussed=9)
    record_interest(stories[3].number, discussed=0)
    assert most_discussed(uk) == [stories[2], stories[1]]


def test_an_editor_puts_stories_in_order_and_the_front_is_forgotten(client, ben, uk, stories):
    ben.groups.add(make_roles()[Role.EDITOR])
    client.force_login(ben)
    make_fronts()
    front = Front.objects.get()
    places = inline_formset([{"story": stories[0].pk}, {"story": stories[1].pk}])
    url = reverse("wagtailsnippets_fronts_front:edit", args=[front.pk])
    answer = client.post(url, nested_form_data({"edition": uk.pk, "placements": places}))
    assert answer.status_code == 302, answer.context["form"].errors
    assert front_stories(uk, 2) == stories[:2]
    assert ["front/uk"] in BusMessage.objects.values_list("payload", flat=True)


def test_a_walled_story_shows_headline_and_standfirst_alone(client, uk, story):
    lead_front(uk, [story])
    html = client.get("/uk/").content.decode()
    assert story.headline in html
    assert story.standfirst in html
    assert "Paragraph 1" not in html
    assert CANARY not in html

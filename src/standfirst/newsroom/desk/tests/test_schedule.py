"""Scheduling, taking down, moving: what readers get before, between and after."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from standfirst.newsroom.desk.roles import Role, make_roles
from standfirst.newsroom.stories.actions import make_section
from standfirst.newsroom.stories.models import Article
from standfirst.web.scheduled import publish_scheduled

from .test_editor import add

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, ben, uk, us):
    ben.groups.add(make_roles()[Role.EDITOR])
    client.force_login(ben)
    return client


def scheduled(desk, world):
    tomorrow = timezone.now() + timedelta(days=1)
    answer = add(desk, world, go_live_at=tomorrow.strftime("%Y-%m-%d %H:%M"), **{"action-publish": "1"})
    assert answer.status_code == 302, answer.context["form"].errors
    return Article.objects.get()


def test_a_scheduled_story_is_nowhere_until_its_time(desk, world):
    story = scheduled(desk, world)
    assert not story.live
    assert desk.get(story.address).status_code == 404
    assert story.headline not in desk.get("/uk/").content.decode()
    publish_scheduled()
    assert desk.get(story.address).status_code == 404


def test_a_scheduled_story_is_there_once_its_time_has_come(desk, world):
    story = scheduled(desk, world)
    Revision.objects.update(approved_go_live_at=timezone.now() - timedelta(seconds=1))
    revision = Revision.objects.get(pk=Article.objects.get().latest_revision_id)
    revision.content["go_live_at"] = (timezone.now() - timedelta(seconds=1)).isoformat()
    revision.save()
    publish_scheduled()
    assert desk.get(Article.objects.get(pk=story.pk).address).status_code == 200


def test_a_story_that_expires_is_gone(client, story):
    Article.objects.filter(pk=story.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    publish_scheduled()
    assert client.get(story.address).status_code == 410


def test_a_story_taken_down_by_an_editor_is_gone_and_comes_back_at_the_same_address(desk, story):
    desk.post(reverse("wagtailadmin_pages:unpublish", args=[story.pk]))
    assert desk.get(story.address).status_code == 410
    Article.objects.get(pk=story.pk).save_revision().publish()
    assert desk.get(story.address).status_code == 200


def test_a_story_moved_to_another_section_is_found_at_its_old_address(client, story):
    old = story.address
    sport = make_section(title="Sport", slug="sport")
    Page.objects.get(pk=story.pk).move(Page.objects.get(pk=sport.pk), pos="last-child")
    answer = client.get(old)
    assert (answer.status_code, answer["Location"]) == (301, f"/sport/bridge-reopens-{story.number}")


def test_a_section_that_changes_its_name_keeps_its_stories_old_addresses(client, story, world):
    old = story.address
    world.slug = "planet"
    world.save_revision().publish()
    answer = client.get(old)
    assert (answer.status_code, answer["Location"]) == (301, f"/planet/bridge-reopens-{story.number}")


def test_a_change_that_waits_for_an_editor_is_not_on_the_page(desk, story):
    story.title = "Bridge falls"
    story.save_revision()
    assert "Bridge falls" not in desk.get(story.address).content.decode()


def test_publishing_is_on_record_with_who_and_when(desk, ben, world):
    add(desk, world, **{"action-publish": "1"})
    entry = PageLogEntry.objects.get(action="wagtail.publish", page=Article.objects.get().pk)
    assert entry.user == ben

"""What a change in the newsroom drops from the store."""

import pytest

from standfirst.delivery.models import BusMessage
from standfirst.newsroom.stories.actions import make_section
from standfirst.newsroom.stories.models import Article, Author

pytestmark = pytest.mark.django_db


def said(kind=None):
    rows = BusMessage.objects.filter(kind=kind) if kind else BusMessage.objects.all()
    return {key for row in rows for key in row.payload}


@pytest.fixture
def quiet(story, us):
    BusMessage.objects.all().delete()
    return story


def test_publishing_drops_the_story_and_the_lists_it_may_appear_in(quiet):
    quiet.save_revision().publish()
    assert {f"article/{quiet.pk}", "latest", "front/uk", "front/us"} <= said()
    assert f"section/{quiet.section.pk}/list" in said()


def test_publishing_one_story_leaves_the_others_of_its_section_where_they_are(quiet):
    quiet.save_revision().publish()
    assert f"section/{quiet.section.pk}" not in said()


def test_a_story_taken_down_is_withdrawn(quiet):
    quiet.unpublish()
    assert f"article/{quiet.pk}" in said("withdraw")


def test_a_deleted_story_is_withdrawn(quiet):
    number = quiet.pk
    quiet.delete()
    assert f"article/{number}" in said("withdraw")


def test_a_draft_drops_nothing(quiet):
    quiet.title = "Not yet"
    quiet.save_revision()
    assert said() == set()


def test_a_story_saved_by_a_program_is_dropped_too(quiet):
    quiet.wall = "open"
    quiet.save()
    assert f"article/{quiet.pk}" in said("withdraw")


def test_a_moved_story_drops_the_lists_of_both_sections(quiet):
    left, entered = quiet.section, make_section(title="Sport", slug="sport")
    BusMessage.objects.all().delete()
    quiet.move(entered, pos="last-child")
    assert {f"section/{left.pk}/list", f"section/{entered.pk}/list", f"article/{quiet.pk}"} <= said()


def test_a_sections_wall_withdraws_its_stories_and_its_name_every_menu(quiet):
    section = quiet.section
    section.wall = "registered:1"
    section.save_revision().publish()
    assert f"section/{section.pk}" in said("withdraw")
    assert "furniture" in said()


def test_an_author_with_a_new_name_drops_the_pages_that_name_her(quiet):
    author = Author.objects.create(name="Maya Okafor", slug="maya")
    assert f"author/{author.pk}" in said()


def test_an_edition_with_a_new_wall_withdraws_everything(quiet, uk):
    uk.wall = "registered:1"
    uk.save()
    assert said("withdraw") == {"editions"}


def test_a_story_for_all_editions_and_its_topics_is_found_by_lists(quiet):
    from standfirst.newsroom.stories.models import Topic

    topic = Topic.objects.create(name="Bridges", slug="bridges")
    story = Article.objects.get(pk=quiet.pk)
    story.topics = [topic]
    story.save_revision().publish()
    assert f"topic/{topic.pk}/list" in said()

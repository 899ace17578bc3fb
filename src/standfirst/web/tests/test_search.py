"""Searching, as readers do and as others try."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.search import index

from standfirst.newsroom.stories.search import tidy
from standfirst.newsroom.stories.tasks import index_again
from standfirst.newsroom.stories.testing import CANARY, make_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def indexed(story):
    index.insert_or_update_object(story)
    return story


def found(client, words, **more):
    answer = client.get("/search", {"q": words, **more})
    assert answer.status_code == 200
    return [story.pk for story in answer.context["stories"]]


def test_a_story_is_found_by_its_headline_standfirst_and_lead(client, indexed):
    for words in ("bridge", "Bridge reopens", "ferry", "paragraph 1"):
        assert found(client, words) == [indexed.pk]


def test_no_word_from_below_the_strictest_cut_finds_it_not_even_in_an_open_edition(client, indexed, us):
    index.insert_or_update_object(indexed)
    client.cookies["edition"] = "us"
    assert found(client, "bridge") == [indexed.pk]
    assert found(client, CANARY) == []


def test_nor_does_it_where_the_story_is_for_the_open_edition_alone(client, indexed, us):
    """Whose home edition has the wall reads the lead of it there, too."""
    indexed.editions.set([us])
    indexed.save()
    index.insert_or_update_object(indexed)
    client.cookies["edition"] = "us"
    assert found(client, "bridge") == [indexed.pk]
    assert found(client, CANARY) == []


def test_when_a_wall_goes_up_the_index_forgets_what_it_knew(client, us, world):
    open_story = make_story(section=world, wall="open")
    index.insert_or_update_object(open_story)
    assert found(client, CANARY) == [open_story.pk]
    open_story.wall = ""
    open_story.save()
    index_again.func("")
    assert found(client, CANARY) == []


def test_moving_an_editions_wall_asks_for_a_new_index(uk):
    from django_tasks_db.models import DBTaskResult

    uk.wall = "registered:1"
    uk.save()
    assert DBTaskResult.objects.filter(task_path__endswith="index_again").exists()


def test_drafts_and_stories_taken_down_are_not_found(client, indexed):
    indexed.unpublish()
    index.insert_or_update_object(indexed)
    assert found(client, "bridge") == []


def test_a_story_of_another_edition_is_not_found_here(client, indexed, us):
    indexed.editions.set([us])
    indexed.save()
    assert found(client, "bridge") == []


def test_the_search_page_without_words_is_a_page(client, uk):
    assert found(client, "") == []


def test_a_search_is_never_stored(client, indexed):
    assert "Standfirst-Keys" not in client.get("/search", {"q": "bridge"})


def test_who_asks_too_often_is_told_when_to_come_back(client, uk, settings):
    settings.SEARCH_LIMITS = {"search": "2/m/ip"}
    answers = [client.get("/search", {"q": f"word{number}"}) for number in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2]["Retry-After"] == "60"


@pytest.mark.parametrize("page", ["0", "-1", "2", "x", "1e3", "٣", "9" * 400, "1 ", ""])
def test_odd_page_numbers_are_not_there(client, indexed, page):
    assert client.get("/search", {"q": "bridge", "page": page}).status_code == 404


@pytest.mark.parametrize(
    "words",
    [
        "x" * 10_000, "'" * 10_000, 'a"b*c(d)^e:f', "AND OR NOT NEAR(", "桥梁 重新 开放", "جسر", "%_%", "\x00\x01",
        "🙂",        "'; DROP TABLE stories_article; --", "<script>alert(1)</script>",
        "-bridge", "title:bridge", "{}[]\\",
    ],
)  # fmt: skip
def test_whatever_is_typed_is_a_page(client, indexed, words):
    html = client.get("/search", {"q": words}).content.decode()
    assert "<script>alert" not in html


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80))
def test_any_text_is_a_page(client, indexed, words):
    assert client.get("/search", {"q": words}).status_code == 200


@given(st.text())
def test_tidied_words_are_few_short_and_stay_so(words):
    once = tidy(words)
    assert len(once) <= 400
    assert tidy(once) == once

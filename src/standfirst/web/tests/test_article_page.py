"""The article page, at its address."""

import pytest

pytestmark = pytest.mark.django_db


def test_a_story_is_served_at_its_address(client, story):
    assert client.get(story.address).status_code == 200


def test_any_other_spelling_is_sent_to_the_right_address_for_good(client, story):
    answer = client.get(f"/old-section/old-words-{story.number}")
    assert (answer.status_code, answer["Location"]) == (301, story.address)


def test_a_story_taken_down_is_gone(client, story):
    story.unpublish()
    assert client.get(story.address).status_code == 410


def test_a_shared_page_is_rendered_without_a_reader(client, story, ben):
    client.force_login(ben)
    assert client.get(story.address).status_code == 200


def test_a_walled_story_is_stored_by_home_and_class_an_open_one_once_for_all(client, story, us):
    assert client.get(story.address)["Standfirst-Varies"] == "edition home visitor"
    story.wall = "open"
    story.save_revision().publish()
    assert client.get(story.address)["Standfirst-Varies"] == "edition"

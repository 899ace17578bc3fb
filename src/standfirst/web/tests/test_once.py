"""What people kept of a former house leads to the story here."""

import pytest

from standfirst.newsroom.stories.testing import make_story
from standfirst.transfer.comments.addresses import remember_where
from standfirst.transfer.models import OldAddress

OLD = "https://www.old.example/2013/09/ferry/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def moved(story):
    remember_where([OLD, "https://old.example/?p=7", "2 disqus"], story.number)
    return story


@pytest.mark.parametrize("path", ["/2013/09/ferry/", "/2013/09/ferry", "/2013/09/ferry/index.html?utm=x"])
def test_an_old_address_leads_to_the_story(client, moved, path):
    answer = client.get(path)
    assert (answer.status_code, answer["Location"]) == (301, moved.address)


def test_pages_of_its_comments_lead_to_the_thread_and_their_feed_to_its_feed(client, moved):
    assert client.get("/2013/09/ferry/comment-page-2/")["Location"] == f"{moved.address}/comments"
    assert client.get("/2013/09/ferry/feed/")["Location"] == f"{moved.address}/comments.atom"


def test_of_two_houses_with_the_same_path_the_host_decides_and_else_nobody(client, moved):
    other = make_story(section=moved.get_parent().specific, title="Another ferry")
    OldAddress.objects.create(address="testserver/2013/09/ferry", article=other)
    assert client.get("/2013/09/ferry/")["Location"] == other.address
    OldAddress.objects.filter(address__startswith="testserver").update(address="third.example/2013/09/ferry")
    assert client.get("/2013/09/ferry/").status_code == 404


def test_an_old_address_that_ends_in_a_number_of_ours_is_the_old_ones(client, moved):
    other = make_story(section=moved.get_parent().specific, title="Another ferry")
    path = f"/news/ferry-{moved.number}"
    assert client.get(path)["Location"] == moved.address
    remember_where([f"https://old.example{path}"], other.number)
    assert client.get(path)["Location"] == other.address
    assert client.get(moved.address).status_code == 200


def test_any_other_address_is_not_there(client, moved):
    assert client.get("/2013/09/").status_code == 404
    assert client.post("/2013/09/ferry/").status_code in {403, 404, 405}

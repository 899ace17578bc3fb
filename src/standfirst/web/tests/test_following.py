""" "Following": whose words stand there, what is new, and what is kept from it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from standfirst.forum import feed
from standfirst.forum.actions import open_thread
from standfirst.forum.feed import PAGE, following_feed, mark_read, read_to
from standfirst.forum.models import Comment, FeedVisit
from standfirst.forum.testing import make_comment
from standfirst.readers import relating
from standfirst.readers.testing import make_reader

from .flow import SAME

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uk", "no_limits_spent")]


@pytest.fixture
def as_dan(client, dan, ben):
    """Dan follows Ben."""
    relating.follow(follower=dan, followed=ben)
    client.force_login(dan)
    return client


@pytest.fixture(params=[feed.WALK, 1], ids=["walked", "looked up"])
def _both_ways(request, monkeypatch):
    monkeypatch.setattr(feed, "WALK", request.param)


def say(story, author, parent=None):
    """A comment on the page, without the pace that one reader must keep."""
    said = {"text": "Yes.", "html": "<p>Yes.</p>", "status": "approved", "shown_at": timezone.now()}
    number = Comment.objects.count()
    thread = open_thread(story)
    return Comment.objects.create(thread=thread, author=author, parent=parent, once=str(number), **said)


def words(client):
    return client.get("/following").content.decode()


def everything(reader):
    """All pages of the feed."""
    found, after = [], None
    while page := following_feed(reader, after=after)[: PAGE - 1]:
        found += page
        after = page[-1].pk
    return found


@pytest.mark.usefixtures("_both_ways")
def test_pages_follow_one_another_without_gap_or_repetition(story, dan):
    """Of many who talk, and few, and often, and seldom: the pages are what plain sorting gives."""
    people = [make_reader(f"R{n} Voice") for n in range(45)]
    for person in people[::2]:
        relating.follow(follower=dan, followed=person)
    said = []
    for n in range(130):
        author = people[n % 3 if n % 4 else n % 45]
        parent = said[-1 - n % 7] if n % 5 == 0 and n > 8 else None
        said.append(say(story, author, parent=parent))
    followed = {person.pk for person in people[::2]}
    expected = [one.pk for one in reversed(said) if {one.author_id, one.addressee_id} & followed]
    assert [comment.pk for comment in everything(dan)] == expected


@pytest.mark.usefixtures("_both_ways")
def test_comments_under_stories_that_are_not_live_leave_no_hole(story, world, ben, dan):
    from standfirst.newsroom.stories.testing import make_story

    relating.follow(follower=dan, followed=ben)
    kept = [say(story, ben) for _ in range(PAGE)]
    gone = make_story(section=world, title="Taken down")
    for _ in range(PAGE):
        say(gone, ben)
    gone.unpublish()
    assert [one.pk for one in following_feed(dan)] == [one.pk for one in reversed(kept)]


@pytest.mark.usefixtures("_both_ways")
def test_whom_a_reply_answers_is_kept_whoever_deletes_what(story, ben, cleo, dan):
    relating.follow(follower=dan, followed=ben)
    reply = make_comment(story, cleo, parent=make_comment(story, ben))
    mine = make_comment(story, cleo, parent=make_comment(story, dan))
    assert reply.addressee == ben
    assert [one.pk for one in following_feed(dan) if one.author_id == cleo.pk] == [mine.pk, reply.pk]


def test_a_first_visit_marks_nothing_and_the_next_what_came_since(as_dan, story, ben):
    make_comment(story, ben, "An old thing")
    assert "new-mark" not in words(as_dan)
    as_dan.post("/following/read", {"to": timezone.now().isoformat()}, **SAME)
    make_comment(story, ben, "A new thing")
    page = words(as_dan)
    assert page.count("new-mark") == 1
    assert "1 new on this page" in page


def test_looking_changes_nothing(as_dan, story, ben):
    make_comment(story, ben)
    words(as_dan)
    assert not FeedVisit.objects.exists()


def test_what_came_while_the_page_was_read_stays_new(as_dan, story, ben):
    make_comment(story, ben)
    to = as_dan.get("/following").context["to"]
    make_comment(story, ben, "In between")
    answer = as_dan.post("/following/read", {"to": to}, **SAME)
    assert (answer.status_code, answer["Location"]) == (303, "/following")
    assert words(as_dan).count("new-mark") == 1


def test_what_a_moderator_lets_through_late_is_new_then(as_dan, dan, story, ben):
    said = make_comment(story, ben)
    mark_read(reader=dan, to=timezone.now())
    Comment.objects.filter(pk=said.pk).update(shown_at=timezone.now())
    assert words(as_dan).count("new-mark") == 1


def test_reading_goes_neither_back_nor_into_the_future(dan):
    now = timezone.now()
    mark_read(reader=dan, to=now - timedelta(days=1))
    mark_read(reader=dan, to=now - timedelta(days=2))
    assert read_to(dan) == now - timedelta(days=1)
    mark_read(reader=dan, to=now + timedelta(days=365))
    assert read_to(dan) < timezone.now() + timedelta(minutes=1)


@pytest.mark.parametrize("to", ["", "yesterday", "2026-01-01", "2026-01-01T00:00:00", "9" * 40, "\x00"])
def test_an_odd_instant_is_refused(as_dan, to):
    assert as_dan.post("/following/read", {"to": to}, **SAME).status_code == 400


def test_a_stranger_reads_nothing_and_marks_nothing(client, uk):
    assert (
        client.post("/following/read", {"to": ""}, **SAME)["Location"] == "/account/join/?next=%2Ffollowing"
    )
    assert client.get("/following/read").status_code == 405


def test_the_page_asks_no_more_for_many_comments_than_for_few(as_dan, story, ben):
    asked = []
    for many in (3, 20):
        for _ in range(many):
            say(story, ben)
        words(as_dan)
        with CaptureQueriesContext(connection) as queries:
            words(as_dan)
        asked.append(len(queries))
    assert asked[0] == asked[1]

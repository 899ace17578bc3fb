"""Threads as pages: shared, in order, with forms that need no JavaScript."""

import re

import pytest

from standfirst.delivery.models import BusMessage
from standfirst.delivery.responses import KEYS_HEADER
from standfirst.forum.actions import delete_own, open_thread, post_comment
from standfirst.forum.models import Comment
from standfirst.forum.moderation.actions import reject
from standfirst.forum.pages import BELOW, FULL
from standfirst.forum.places import number_again
from standfirst.forum.testing import make_comment
from standfirst.readers.leaving import erase

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(story):
    return f"{story.address}/comments"


@pytest.fixture
def many(story, ben):
    """Sixty top-level comments, as a bulk import would leave them."""
    thread = open_thread(story)
    Comment.objects.bulk_create(
        Comment(
            thread=thread, author=ben, text=f"Number {n}.", html=f"<p>Number {n}.</p>", status="approved",
            once=str(n), fingerprint=str(n), shown_at="2026-01-01T00:00:00Z",
        )
        for n in range(60)
    )  # fmt: skip
    return list(Comment.objects.order_by("pk"))


def shown(answer):
    return [
        int(number)
        for number in re.findall(r'<li class="comment" id="comment-(\d+)"', answer.content.decode())
    ]


def test_a_story_without_comments_has_a_thread_with_a_form(client, address):
    page = client.get(address).content.decode()
    assert "Nobody has said anything yet" in page
    assert f'<form class="comment-form stack" method="post" action="{address}"' in page


def test_newest_first_and_replies_below_what_they_answer(client, story, address, ben, cleo):
    first, second = make_comment(story, ben), make_comment(story, ben)
    reply = make_comment(story, cleo, parent=first)
    answer = make_comment(story, ben, parent=reply)
    assert shown(client.get(address)) == [second.pk, first.pk, reply.pk, answer.pk]


def test_below_the_third_level_a_conversation_goes_on_on_a_page_of_its_own(client, story, address, ben, cleo):
    comments = [make_comment(story, ben)]
    for author in (cleo, ben, cleo, ben):
        comments.append(make_comment(story, author, parent=comments[-1]))
    answer = client.get(address)
    assert shown(answer) == [comment.pk for comment in comments[:3]]
    onwards = f"{address}/{comments[2].pk}/replies"
    assert f'<a href="{onwards}">Continue this conversation' in answer.content.decode()
    assert shown(client.get(onwards)) == [comment.pk for comment in comments[2:]]


def test_the_page_names_what_it_shows(client, story, address, ben):
    make_comment(story, ben)
    keys = client.get(address)[KEYS_HEADER].split()
    assert {f"thread/{story.number}", f"article/{story.number}", f"reader/{ben.pk}"} <= set(keys)


def test_the_page_never_holds_the_story(client, address, ben, story):
    make_comment(story, ben)
    assert "Paragraph 1" not in client.get(address).content.decode()


def test_what_waits_or_was_rejected_is_on_no_page(client, story, address, ben, cleo):
    waiting = post_comment(thread=open_thread(story), author=ben, text="Waiting words.")
    gone = make_comment(story, cleo, "Rejected words.")
    reject(comment=gone, by=cleo, reason="Off the point")
    assert shown(client.get(address)) == []
    assert [client.get(f"{address}/{comment.pk}").status_code for comment in (waiting, gone)] == [404, 404]


def test_a_tombstone_holds_the_replies(client, story, address, ben, cleo):
    first = make_comment(story, ben, "Oops words.")
    reply = make_comment(story, cleo, parent=first)
    delete_own(comment=first, author=ben)
    answer = client.get(address)
    assert shown(answer) == [first.pk, reply.pk]
    assert "deleted by its author" in answer.content.decode()
    assert "Oops" not in answer.content.decode()


def test_a_tombstone_that_holds_nothing_is_not_there(client, story, address, ben, cleo):
    first = make_comment(story, ben)
    reply = make_comment(story, cleo, parent=first)
    delete_own(comment=reply, author=cleo)
    delete_own(comment=first, author=ben)
    assert shown(client.get(address)) == []


def test_pages_follow_one_another_without_gap_or_repetition(client, address, many):
    first = client.get(address)
    older = re.search(r'rel="next" href="([^"]+)"', first.content.decode())[1]
    together = shown(first) + shown(client.get(older))
    assert len(shown(first)) == FULL
    assert together == [comment.pk for comment in reversed(many)]


def test_a_permalink_leads_to_the_page_and_the_place(client, address, many):
    newest, oldest = many[-1], many[0]
    assert client.get(f"{address}/{newest.pk}")["Location"] == f"{address}#comment-{newest.pk}"
    target = client.get(f"{address}/{oldest.pk}")["Location"]
    page, _, anchor = target.partition("#")
    assert (oldest.pk in shown(client.get(page)), anchor) == (True, f"comment-{oldest.pk}")


def test_a_permalink_finds_a_late_reply_to_a_popular_comment(client, story, address, ben):
    first = make_comment(story, ben)
    for n in range(BELOW[0] + 30):
        last = Comment.objects.create(
            thread=first.thread, author=ben, parent=first, text="x", html="x", status="approved", once=f"r{n}",
            fingerprint="", shown_at=first.shown_at,
        )  # fmt: skip
    number_again(story.pk)
    assert len(shown(client.get(address))) == 1 + BELOW[0]
    page = client.get(f"{address}/{last.pk}")["Location"].partition("#")[0]
    assert shown(client.get(page))[-1] == last.pk


@pytest.mark.parametrize("after", ["", "x", "-1", "1e9", "1.9", "9" * 40, "١", "0;drop"])
def test_odd_places_are_not_found(client, address, after):
    assert client.get(address, {"after": after}).status_code == 404


def test_a_place_beyond_the_end_is_an_empty_page(client, address, many):
    assert shown(client.get(address, {"after": "1"})) == []


def test_another_spelling_is_sent_to_the_right_address(client, story, address):
    answer = client.get(f"/old/words-{story.number}/comments")
    assert (answer.status_code, answer["Location"]) == (301, address)


def test_the_thread_of_a_story_taken_down_is_gone(client, story, address):
    story.unpublish()
    assert client.get(address).status_code == 410


def test_a_long_thread_costs_no_more_queries(
    client, story, address, ben, many, django_assert_max_num_queries
):
    client.get(address)
    with django_assert_max_num_queries(14):
        client.get(address)


def test_counts_are_the_same_for_everybody(client, story, ben):
    make_comment(story, ben)
    answer = client.get(f"/_/counts?threads={story.number},999999")
    assert answer.json() == {str(story.number): 1, "999999": 0}
    assert answer[KEYS_HEADER] == "counts"


@pytest.mark.parametrize("threads", ["", "x", "1,,2", "1" * 20, ",".join(["1"] * 101), "-1"])
def test_odd_questions_for_counts_are_refused(client, uk, threads):
    assert client.get("/_/counts", {"threads": threads}).status_code == 400


def test_the_article_invites_to_the_forum(client, story, address, uk):
    page = client.get(story.address).content.decode()
    assert "Join our commenting forum" in page
    assert "follow other The Harbour Post readers and see their replies" in page
    assert f'<a class="button" href="{address}" data-comments="{story.number}">Comments</a>' in page


def test_a_reader_who_leaves_takes_the_name_along_and_leaves_the_words(client, story, address, ben):
    make_comment(story, ben, "Words that others answered.")
    key = f"reader/{ben.pk}"
    erase(ben, erases_comments=False, why="a letter")
    page = client.get(address).content.decode()
    for words, is_there in (
        ("Words that others answered.", True),
        ("a former reader", True),
        ("Ben Okoro", False),
    ):
        assert (words in page) is is_there
    assert any(key in line.payload for line in BusMessage.objects.filter(kind="withdraw"))

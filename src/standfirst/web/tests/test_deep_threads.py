"""Conversations far deeper than anybody reads: nothing recurses, and every comment is found where it stands."""

import re

import pytest

from standfirst.forum.actions import delete_own
from standfirst.forum.models import Comment
from standfirst.forum.testing import make_chain, make_comment, make_comments
from standfirst.readers.export import export
from standfirst.readers.leaving import erase

from .test_threads import shown

pytestmark = pytest.mark.django_db
DEEP = 10_000


@pytest.fixture
def address(story):
    return f"{story.address}/comments"


@pytest.fixture
def deep(story, ben):
    """A comment, a reply to it, a reply to that, and so on: ten thousand deep."""
    return make_chain(story, ben, DEEP)


def test_ten_thousand_replies_below_each_other_are_read_found_and_taken_down(
    client, story, address, deep, ben, cleo, django_assert_max_num_queries
):
    assert shown(client.get(address)) == [comment.pk for comment in deep[:3]]
    with django_assert_max_num_queries(12):
        target = client.get(f"{address}/{deep[-1].pk}")["Location"]
    page, _, anchor = target.partition("#")
    with django_assert_max_num_queries(12):
        assert shown(client.get(page)) == [deep[-2].pk, deep[-1].pk]
    assert anchor == deep[-1].anchor
    reply = make_comment(story, cleo, parent=Comment.objects.get(pk=deep[-1].pk))
    assert (reply.level, reply.root_id) == (DEEP + 1, deep[0].pk)
    delete_own(comment=deep[5000], author=ben)
    middle = client.get(f"{address}/{deep[4999].pk}/replies")
    assert shown(middle) == [comment.pk for comment in deep[4999:5002]]
    assert "deleted by its author" in middle.content.decode()
    story.delete()
    assert not Comment.objects.exists()


def test_their_author_takes_them_along_and_leaves(client, story, address, deep, ben):
    assert "".join(export(ben)).count("Number ") == DEEP
    erase(ben, erases_comments=True, why="a letter")
    assert not Comment.objects.exclude(text="").exists()
    assert "deleted by its author" in client.get(f"{address}/{deep[7000].pk}/replies").content.decode()


def test_every_reply_to_a_popular_comment_is_read_page_by_page(client, story, address, ben):
    top = make_comment(story, ben)
    replies = make_comments(story, ben, 70, parent=top)
    page = client.get(address)
    together = shown(page)[1:]
    place = re.search(r'class="more-replies"><a href="([^"]+)"', page.content.decode())
    while place:
        page = client.get(place[1])
        together += shown(page)[1:]
        place = re.search(r'rel="next" href="([^"]+)"', page.content.decode())
    assert together == [reply.pk for reply in replies]


def test_a_permalink_finds_a_reply_wherever_it_stands(client, story, address, ben):
    top = make_comment(story, ben)
    below = make_comments(story, ben, 40, parent=top)
    far = make_comments(story, ben, 30, parent=below[30])
    near = make_comments(story, ben, 6, parent=below[1])
    deeper = make_comments(story, ben, 60, parent=near[0])
    for comment in (
        below[0],
        below[7],
        below[8],
        below[39],
        far[0],
        far[29],
        near[3],
        near[4],
        deeper[0],
        deeper[59],
    ):
        page, _, anchor = client.get(f"{address}/{comment.pk}")["Location"].partition("#")
        assert comment.pk in shown(client.get(page))
        assert anchor == comment.anchor


def test_the_page_of_a_conversation_leads_back_to_what_it_answers_and_to_the_beginning(
    client, story, address, ben
):
    chain = make_chain(story, ben, 6)
    page = client.get(f"{address}/{chain[4].pk}/replies").content.decode()
    assert f'<a href="{address}/{chain[3].pk}">in reply to Ben Okoro</a>' in page
    assert f'rel="prev" href="{address}/{chain[0].pk}"' in page


def test_a_page_of_a_long_thread_costs_no_more_than_twelve_questions(
    client, story, address, ben, cleo, django_assert_max_num_queries
):
    tops = make_comments(story, ben, 1500)
    for top in tops[-3:]:
        make_comments(story, cleo, 6, parent=make_comments(story, cleo, 20, parent=top)[0])
    client.get(address)
    for place in (
        address,
        f"{address}?sort=recommended",
        f"{address}?after={tops[700].pk}",
        f"{address}/{tops[-1].pk}/replies",
    ):
        with django_assert_max_num_queries(12):
            assert client.get(place).status_code == 200

"""Comments that are made to hurt are handled in words."""

import pytest

from standfirst.forum.actions import Refused, open_thread, post_comment
from standfirst.forum.editing import edit_own
from standfirst.forum.phases import Reason
from standfirst.forum.testing import make_comment

pytestmark = pytest.mark.django_db

MEGABYTE = "> [" * 350_000


def test_a_megabyte_is_refused_before_anybody_reads_it(story, ben, django_assert_num_queries):
    thread = open_thread(story)
    with django_assert_num_queries(0), pytest.raises(Refused) as refused:
        post_comment(thread=thread, author=ben, text=MEGABYTE)
    assert refused.value.reasons == (Reason.TOO_LONG,)


def test_nor_does_a_comment_grow_to_a_megabyte(story, ben):
    comment = make_comment(story, ben, "Small.")
    with pytest.raises(Refused):
        edit_own(comment=comment, author=ben, text=MEGABYTE)


@pytest.mark.parametrize(
    "link", ["[a](//b.example) ", "https://b.example ", "<https://b.example> ", "www.b.example "]
)
def test_a_bomb_of_links_waits_for_a_moderator(story, ben, link):
    make_comment(story, ben, "Hello.")
    bomb = post_comment(thread=open_thread(story), author=ben, text=link * 200)
    assert (bomb.status, bomb.reasons) == ("pending", ["many_links"])


@pytest.mark.parametrize("text", ["\u202e", "\u200b" * 300, "\u3164", "\u0301" * 40, "\x00\x01"])
def test_a_comment_with_nothing_to_see_is_empty(story, ben, text):
    with pytest.raises(Refused) as refused:
        post_comment(thread=open_thread(story), author=ben, text=text)
    assert refused.value.sentences == ["There is nothing in it yet. Write a few words."]

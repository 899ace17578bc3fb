"""A reader follows another and finds what they say, and the replies to them, in the feed; a block holds."""

from __future__ import annotations

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from .steps import join

SPEAK = """
from standfirst.forum.testing import make_comment
from standfirst.newsroom.stories.models import Article
from standfirst.readers.models import Reader
from standfirst.readers.testing import make_reader
story = Article.objects.get(pk={number})
ida, ole = make_reader("Ida{tag} Holm"), make_reader("Ole{tag} Lind")
said = make_comment(story, ida, "The ferry was never late.")
make_comment(story, ole, "Only on Mondays.", parent=said)
answer = said.pk
"""
LATER = """
from standfirst.forum.testing import make_comment
from standfirst.newsroom.stories.models import Article
from standfirst.readers.models import Reader
answer = make_comment(Article.objects.get(pk={number}), Reader.objects.get(handle="ida{tag}"), "It is late today.").pk
"""
BLOCKS = """
from standfirst.readers.models import Reader
Reader.objects.filter(email={email!r}).update(name="Ben Okoro")
from standfirst.readers.relating import block
block(reader=Reader.objects.get(handle="ida{tag}"), other=Reader.objects.get(email={email!r}))
answer = True
"""


@pytest.fixture
def talk(paper):
    """A story under which Ida speaks and Ole replies; the comment's number, and what tells this Ida from others."""
    tag = uuid4().hex[:6]
    story = paper.story(title=f"Ferry {tag}", wall="open")
    return story, tag, paper.python(SPEAK.format(number=story.number, tag=tag))


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_reader_follows_another_and_finds_the_reply_in_the_feed(
    new_context, mailbox, paper, talk, javascript
):
    story, tag, said = talk
    page, email = new_context(javascript=javascript).new_page(), f"ben-{tag}@example.org"
    join(page, mailbox, email)
    page.goto(f"/readers/ida{tag}/")
    page.get_by_role("button", name="Follow").click()
    if javascript:
        expect(page.get_by_role("button", name="Unfollow")).to_be_visible()
    else:
        page.wait_for_url("**/account/follow/**")
    page.goto("/following")
    expect(page.locator(".comments .comment")).to_have_count(2)
    expect(page.locator(".comment").first).to_contain_text("Only on Mondays.")
    expect(page.locator(".comment").first).to_contain_text(f"Ferry {tag}")
    mark_read(page, javascript)

    paper.python(LATER.format(number=story.number, tag=tag))
    page.goto("/following")
    expect(page.locator(".comment.unread")).to_have_count(1)
    expect(page.locator(".comment.unread")).to_contain_text("It is late today.")

    paper.python(BLOCKS.format(tag=tag, email=email))
    page.goto("/following")
    expect(page.locator("main")).to_contain_text("You follow nobody yet.")
    page.goto(f"/account/follow/ida{tag}/")
    page.get_by_role("button", name=f"Follow Ida{tag} Holm").click()
    expect(page.get_by_role("alert")).to_have_text("You cannot follow this reader.")
    page.goto(f"{story.address}/comments/{said}/reply")
    page.locator(".comment-form textarea").first.fill("And yet it was.")
    page.locator(".comment-form button").first.click()
    expect(page.locator("main")).to_contain_text("You cannot reply to this comment or recommend it.")
    expect(page.locator("textarea")).to_have_value("And yet it was.")


def mark_read(page, javascript):
    """By a moment on the screen; without JavaScript by a button."""
    button = page.get_by_role("button", name="I have read this")
    if not javascript:
        button.click()
    expect(button).to_have_count(0, timeout=30_000)


def test_a_reader_mutes_from_the_feed_and_lets_back(new_context, mailbox, talk):
    _story, tag, _said = talk
    page = new_context(javascript=False).new_page()
    join(page, mailbox, f"dan-{tag}@example.org")
    page.goto(f"/account/follow/ida{tag}/")
    page.get_by_role("button", name=f"Follow Ida{tag} Holm").click()
    page.goto("/following")
    page.get_by_role("link", name=f"You and Ole{tag} Lind").click()
    page.get_by_role("button", name="Mute").click()
    page.goto("/following")
    expect(page.locator("main")).not_to_contain_text("Only on Mondays.")
    page.get_by_role("link", name="Muted and blocked").click()
    page.get_by_role("button", name=f"Unmute Ole{tag} Lind").click()
    page.goto("/following")
    expect(page.locator("main")).to_contain_text("Only on Mondays.")

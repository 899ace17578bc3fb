"""Two readers at once: one comments, the other replies, and the first hears of it. With and without JavaScript."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from .joining import register_at_the_cut

APPROVE = """
from standfirst.forum.models import Comment
from standfirst.forum.moderation.actions import approve
from standfirst.readers.models import Reader
cleo, _made = Reader.objects.get_or_create(email="desk@example.org", defaults={"is_staff": True, "name": "The desk"})
for comment in Comment.objects.filter(status="pending"):
    approve(comment=comment, by=cleo)
"""


@pytest.fixture
def story(paper):
    return paper.story(title=f"Ferry {uuid4().hex[:6]}", wall="open")


#: A reader who has joined: the session of a browser that is signed in.
READER = """
from django.test import Client
from standfirst.readers.models import Reader
client = Client()
client.force_login(Reader.objects.create_user({address!r}, name={name!r}))
answer = client.cookies["session"].value
"""


@pytest.fixture
def reader(new_context, paper):
    """Makes readers who have joined: `reader("Ben Okoro", javascript=False)` is a tab of Ben's."""

    def make(name, *, javascript=True):
        address = f"{name.split()[0].lower()}-{uuid4().hex[:6]}@example.org"
        cookies = {"session": paper.python(READER.format(address=address, name=name)), "reader": "1"}
        context = new_context(javascript=javascript)
        context.add_cookies(
            [{"name": one, "value": value, "url": paper.url} for one, value in cookies.items()]
        )
        return context.new_page()

    return make


def say(page, text):
    """Type into the one open form and send it."""
    page.locator(".comment-form textarea").first.fill(text)
    with page.expect_navigation():
        page.locator(".comment-form button").first.click()


def comment_of(page, text):
    return page.locator(".comment", has=page.get_by_text(text, exact=True)).last


def test_a_strangers_words_wait_for_the_account_the_name_and_a_moderator(new_context, mailbox, paper, story):
    page = new_context(javascript=False).new_page()
    page.goto(f"{story.address}/comments")
    say(page, "I took the last ferry.")
    assert "/account/join/" in page.url
    address = f"eve-{uuid4().hex[:6]}@example.org"
    register_at_the_cut(page, mailbox, address)
    expect(page.locator("textarea")).to_have_value("I took the last ferry.")
    page.get_by_label("Your name").fill("Eve Hart")
    page.locator(".comment-form button").click()
    expect(page.locator("main")).to_contain_text("A moderator reads first comments before they appear.")
    paper.python(APPROVE)
    page.goto(f"{story.address}/comments")
    assert "Eve Hart" in comment_of(page, "I took the last ferry.").inner_text()


def test_a_reply_arrives_live_in_the_inbox_and_in_following(reader, paper, story):
    ben, cleo = reader("Ben Okoro"), reader("Cleo Marsh")
    for page, words in ((ben, "Was it full?"), (cleo, "I was there, too.")):
        page.goto(f"{story.address}/comments")
        say(page, words)
    paper.python(APPROVE)
    ben.goto(story.address)
    ben.locator(".invitation a").click()
    expect(ben.locator(".comment")).to_have_count(2)
    cleo.goto(f"{story.address}/comments")
    comment_of(cleo, "Was it full?").get_by_role("link", name="Reply").click()
    cleo.locator(".comment .comment-form textarea").fill("To the last seat.")
    ben_was_at = ben.evaluate("() => document.querySelector('.comment').getBoundingClientRect().y")
    with cleo.expect_navigation():
        cleo.locator(".comment .comment-form button").click()
    expect(ben.locator(".new-comments button")).to_have_text("1 new comment")
    assert ben.evaluate("() => document.querySelector('.comment').getBoundingClientRect().y") == ben_was_at
    expect(ben.locator(".dateline a")).to_have_text("Comments 3")
    ben.locator(".new-comments button").click()
    expect(ben.locator(".replies .comment")).to_contain_text("To the last seat.")
    hears_of_it(ben, story)


def test_without_javascript_the_same_pages_tell_it(reader, paper, story):
    ben, cleo = reader("Ben Okoro", javascript=False), reader("Cleo Marsh", javascript=False)
    for page, words in ((ben, "Was it full?"), (cleo, "I was there, too.")):
        page.goto(f"{story.address}/comments")
        say(page, words)
    paper.python(APPROVE)
    cleo.goto(story.address)
    cleo.locator(".invitation a").click()
    comment_of(cleo, "Was it full?").get_by_role("link", name="Reply").click()
    say(cleo, "To the last seat.")
    assert re.search(r"/comments#comment-\d+$", cleo.url)
    ben.goto(f"{story.address}/comments")
    expect(ben.locator(".replies .comment")).to_contain_text("To the last seat.")
    hears_of_it(ben, story)


def hears_of_it(ben, story):
    """The reply is in the inbox, and in "Following" with the story's headline."""
    for _again in range(40):
        ben.goto("/notices")
        if "Cleo Marsh replied to you" in ben.locator("main").inner_text():
            break
        ben.wait_for_timeout(250)
    expect(ben.locator("main")).to_contain_text("Cleo Marsh replied to you")
    ben.goto("/following")
    expect(ben.locator("main")).to_contain_text("To the last seat.")
    expect(ben.locator(f"main a[href='{story.address}']")).to_have_count(1)


def test_reports_recommendations_and_deleting_need_no_javascript(reader, paper, story):
    ben, cleo = reader("Ben Okoro", javascript=False), reader("Cleo Marsh", javascript=False)
    ben.goto(f"{story.address}/comments")
    say(ben, "Was it full?")
    paper.python(APPROVE)
    cleo.goto(f"{story.address}/comments")
    cleo.get_by_role("button", name="Recommend").click()
    expect(cleo.get_by_role("button", name="Recommend 1")).to_be_visible()
    cleo.get_by_role("link", name="Report what").click()
    cleo.get_by_label("Spam or advertising").check()
    cleo.get_by_role("button", name="Report").click()
    expect(cleo.locator("main")).to_contain_text("A moderator will look at the comment.")
    ben.goto("/account/comments/")
    ben.locator("summary").first.click()
    ben.get_by_role("button", name="Delete for good").click()
    ben.goto(f"{story.address}/comments")
    assert "Was it full?" not in ben.content()

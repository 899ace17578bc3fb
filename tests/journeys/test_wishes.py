"""A reader says what to be told of and when, and hears of a new story by an author whom the reader follows."""

from __future__ import annotations

from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from .steps import join

AUTHOR = """
from standfirst.newsroom.stories.models import Author
answer = Author.objects.create(name="Nora {tag}", slug="nora-{tag}").address
"""
PUBLISH = """
from django.utils import timezone
from standfirst.newsroom.stories.actions import make_section
from standfirst.newsroom.stories.models import Author, Byline
from standfirst.newsroom.stories.testing import make_story
story = make_story(
    section=make_section(title="World", slug="world"), title="The ferry {tag}", first_published_at=timezone.now()
)
Byline.objects.create(article=story, author=Author.objects.get(slug="nora-{tag}"))
answer = story.address
"""
PREFERENCES = "/notices/preferences"


def save(page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_reader_says_what_to_be_told_of_and_when(new_context, mailbox, paper, javascript):
    page = new_context(javascript=javascript, timezone_id="Pacific/Auckland").new_page()
    join(page, mailbox, f"ben-{uuid4().hex[:6]}@example.org")
    page.goto(PREFERENCES)
    tick = page.get_by_label("Readers who follow you, or ask to: In the inbox")
    tick.uncheck()
    page.get_by_label("Breaking news: By e-mail").check()
    page.get_by_label("Quiet from").fill("22:00")
    if javascript:
        page.get_by_role("button", name="Pacific/Auckland").click()
    else:
        page.get_by_label("Your time zone").select_option("Pacific/Auckland")
    save(page)
    expect(page.get_by_role("alert").first).to_contain_text("Nothing was saved")
    expect(page.get_by_label("Quiet until")).to_have_attribute("aria-invalid", "true")
    expect(tick).not_to_be_checked()  # what was said is still there
    page.get_by_label("Quiet until").fill("07:30")
    save(page)
    expect(page.get_by_text("Saved.")).to_be_visible()

    page.goto(PREFERENCES)
    expect(tick).not_to_be_checked()
    expect(page.get_by_label("Replies to you: In the inbox")).to_be_checked()
    expect(page.get_by_label("Breaking news: In the inbox")).not_to_be_checked()
    expect(page.get_by_label("Breaking news: By e-mail")).to_be_checked()
    expect(page.get_by_role("link", name="Breaking news: on each device")).to_be_visible()
    expect(page.get_by_label("Your time zone")).to_have_value("Pacific/Auckland")
    expect(page.get_by_label("Quiet until")).to_have_value("07:30")
    for press, then in (
        ("Pause for a week", "Go on now"),
        ("Go on now", "Pause for a week"),
        ("Everything off", "Everything on again"),
        ("Everything on again", "Everything off"),
    ):
        page.get_by_role("button", name=press).click()
        expect(page.get_by_role("button", name=then)).to_be_visible()
    expect(tick).not_to_be_checked()


def test_a_reader_follows_an_author_and_a_new_story_comes_live_into_the_inbox(new_context, mailbox, paper):
    tag, page = uuid4().hex[:6], new_context().new_page()
    author = paper.python(AUTHOR.format(tag=tag))
    join(page, mailbox, f"ben-{tag}@example.org")
    page.goto(author)
    page.get_by_role("button", name="Follow").click()
    expect(page.get_by_role("button", name="Unfollow")).to_be_visible()
    page.goto("/notices")
    expect(page.locator("#inbox")).to_contain_text("Nothing here yet.")

    address = paper.python(PUBLISH.format(tag=tag))
    line = page.locator(".inbox-item", has_text=f"The ferry {tag}")
    expect(line).to_contain_text(f"World · Nora {tag}", timeout=90_000)
    expect(page.locator("[data-bell] [data-unread]")).to_have_text("1")
    line.get_by_role("link").click()
    page.wait_for_url(f"**{address}")
    page.goto("/notices")
    expect(page.locator(".inbox-item")).not_to_have_attribute("data-new", "")

    page.goto(PREFERENCES)
    page.get_by_role("button", name=f"Unfollow Nora {tag}").click()
    expect(page.get_by_text("No author, section or topic yet.")).to_be_visible()

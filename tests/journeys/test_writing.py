"""What one writes: quotes of the story, drafts that stay on the device, changing a comment."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from .joining import register_at_the_cut

NAME_AND_WELCOME = """
from standfirst.forum.testing import make_comment
from standfirst.newsroom.stories.actions import make_section
from standfirst.newsroom.stories.testing import make_story
from standfirst.readers.actions import give_handle
from standfirst.readers.models import Reader
ben = Reader.objects.get(email={email!r})
ben.name = "Ben Okoro"
ben.save()
give_handle(reader=ben)
make_comment(make_story(section=make_section(title="World", slug="world"), title="Elsewhere"), ben)
"""
DRAFTS = "() => Object.keys(localStorage).filter((key) => key.startsWith('draft:')).length"
SELECT = """([number, from, to]) => {
    const words = document.querySelectorAll("#story > p, #below > p")[number].firstChild;
    getSelection().setBaseAndExtent(words, from, words, to);
}"""


@pytest.fixture
def story(paper):
    return paper.story(title=f"Quay {uuid4().hex[:6]}")


@pytest.fixture
def ben(new_context, mailbox, paper):
    """Makes Ben, who is no newcomer: `ben(javascript=False)` is a tab of his."""

    def make(**options):
        page = new_context(**options).new_page()
        email = f"ben-{uuid4().hex[:6]}@example.org"
        page.goto("/account/join/")
        register_at_the_cut(page, mailbox, email)
        page.wait_for_url("**/account/welcome")
        paper.python(NAME_AND_WELCOME.format(email=email))
        return page

    return make


def until_kept(page):
    """Until there is a draft on the device."""
    for _again in range(300):
        if page.evaluate(DRAFTS) == 1:
            return
        page.wait_for_timeout(100)
    raise AssertionError("no draft was kept")


def comment_of(page, text):
    return page.locator(".comment", has=page.get_by_text(text, exact=True)).last


def test_a_passage_below_the_cut_is_quoted_and_strangers_are_told_only_that_there_is_one(ben, story, page):
    mine = ben()
    mine.goto(story.address)
    mine.evaluate(SELECT, [4, 0, 11])
    mine.get_by_role("button", name="Quote in a comment").click()
    form = mine.locator("#thread > .comment-form")
    words = form.locator(".passage p").inner_text()
    assert len(words) == 11
    form.locator("textarea").fill("Is that so?")
    with mine.expect_navigation(url=re.compile(r"#comment-\d+$")):
        form.get_by_role("button", name="Comment").click()
    expect(comment_of(mine, "Is that so?").locator(".passage")).to_contain_text(words)
    page.goto(f"{story.address}/comments")
    expect(comment_of(page, "Is that so?").locator(".passage")).to_have_text(
        "A passage for registered readers"
    )
    assert words not in page.locator("#thread").inner_text()


def test_a_draft_lives_through_a_reload_a_lost_connection_and_is_posted_once(ben, story):
    page = ben()
    page.goto(f"{story.address}/comments")
    page.locator(".comment-form textarea").fill("Kept words.")
    until_kept(page)
    page.reload()
    expect(page.locator(".comment-form textarea")).to_have_value("Kept words.")
    sent = []

    def lose_the_answer(route):
        sent.append(route.fetch(max_redirects=0).status)
        route.abort()

    page.route(f"**{story.address}/comments", lose_the_answer, times=1)
    page.locator(".comment-form").get_by_role("button", name="Comment").click()
    expect(page.locator(".comment-form .note[role=status]")).to_contain_text("It could not be sent.")
    assert sent == [201]
    page.reload()
    expect(page.locator(".comment-form textarea")).to_have_value("Kept words.")
    with page.expect_navigation(url=re.compile(r"#comment-\d+$")):
        page.locator(".comment-form").get_by_role("button", name="Comment").click()
    expect(page.get_by_text("Kept words.", exact=True)).to_have_count(1)
    assert page.evaluate(DRAFTS) == 0


def test_a_strangers_draft_lives_through_signing_in_and_a_readers_ends_with_signing_out(page, story, mailbox):
    page.goto(f"{story.address}/comments")
    page.locator(".comment-form textarea").fill("Typed as a stranger.")
    until_kept(page)
    page.goto("/account/join/")
    register_at_the_cut(page, mailbox, f"eve-{uuid4().hex[:6]}@example.org")
    page.wait_for_url("**/account/welcome")
    page.goto(f"{story.address}/comments")
    expect(page.locator(".comment-form textarea")).to_have_value("Typed as a stranger.")
    page.goto("/account/logout/")
    with page.expect_navigation():
        page.locator("main form button").click()
    page.goto(f"{story.address}/comments")
    expect(page.locator(".comment-form textarea")).to_have_value("")
    assert page.evaluate(DRAFTS) == 0


def test_what_is_in_the_way_is_said_in_place_and_the_words_stay(ben, story):
    page = ben()
    page.goto(f"{story.address}/comments")
    page.locator(".comment-form textarea").fill("x" * 5001)
    until_kept(page)
    page.locator(".comment-form").get_by_role("button", name="Comment").click()
    expect(page.locator(".comment-form .form-error")).to_contain_text("too long")
    expect(page.locator(".comment-form textarea")).to_have_value("x" * 5001)
    assert page.url.endswith("/comments")


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_slip_is_mended_within_five_minutes(ben, story, javascript):
    page = ben(javascript=javascript)
    page.goto(f"{story.address}/comments")
    page.locator(".comment-form textarea").fill("Teh quay.")
    with page.expect_navigation():
        page.locator(".comment-form button[type=submit]").click()
    if not javascript:
        page.goto("/account/comments/")
    mine = comment_of(page, "Teh quay.")
    mine.get_by_role("link", name="Edit").click()
    form = page.locator("form[data-edit]")
    form.locator("textarea").fill("The quay.")
    with page.expect_navigation():
        form.get_by_role("button", name="Save").click()
    assert "edited" in comment_of(page, "The quay.").inner_text()
    expect(page.locator("#thread h2 span")).to_have_text("1")

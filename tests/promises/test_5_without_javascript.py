"""Promise 5: it works without JavaScript. Read, register, sign in, comment, reply, follow, report."""

from __future__ import annotations

import pytest

from tests.journeys.joining import register_at_the_cut
from tests.journeys.steps import join, paragraphs

pytestmark = pytest.mark.journey

IDA_SPEAKS = """
from standfirst.forum.testing import make_comment
from standfirst.newsroom.stories.models import Article
from standfirst.readers.testing import make_reader
story = Article.objects.get(pk={number})
answer = make_comment(story, make_reader("Ida Holm"), "The ferry was *never* late.").pk
"""
APPROVE_ALL = """
from standfirst.forum.moderation.actions import approve
from standfirst.forum.models import Comment
from standfirst.readers.models import Reader
cleo, _made = Reader.objects.get_or_create(email="cleo@example.org", is_staff=True, is_superuser=True)
for comment in Comment.objects.filter(status="pending"):
    approve(comment=comment, by=cleo)
"""


@pytest.fixture(scope="module")
def talked_about(paper):
    story = paper.story(title="Ferry on time")
    return story, paper.python(IDA_SPEAKS.format(number=story.number))


def send(page, within: str) -> None:
    with page.expect_navigation():
        page.locator(f"{within} button[type=submit], {within} button.button").first.click()


def write(page, words: str) -> None:
    page.locator("form.comment-form textarea").fill(words)
    if page.locator("form.comment-form input[name=name]").count():
        page.locator("form.comment-form input[name=name]").fill("Ben Okoro")
    send(page, "form.comment-form")


def test_a_stranger_reads_registers_and_reads_on(plain_page, mailbox, talked_about):
    story, _ = talked_about
    plain_page.goto(story.address)
    assert len(paragraphs(plain_page)) == 3
    register_at_the_cut(plain_page, mailbox, "no-script@example.org")
    plain_page.wait_for_url(f"**{story.address}#cut")
    assert len(paragraphs(plain_page)) == 9


def test_a_reader_comments_replies_follows_and_reports(plain_page, paper, mailbox, talked_about):
    story, comment = talked_about
    page, thread = plain_page, f"{story.address}/comments"
    join(page, mailbox, "ben-without@example.org")
    page.goto(thread)
    write(page, "I was on it on Monday.")
    if page.locator("form.comment-form input[name=name]").count():  # asks once under what name
        write(page, "I was on it on Monday.")
    paper.python(APPROVE_ALL)
    page.goto(thread)
    page.get_by_text("I was on it on Monday.").wait_for()

    page.goto(f"{thread}/{comment}/reply")
    write(page, "It was, once.")
    page.goto(thread)
    page.get_by_text("It was, once.").wait_for()

    page.goto("/readers/ida/")
    with page.expect_navigation():
        page.locator("form#follow button").click()
    page.goto("/following")
    page.get_by_text("The ferry was never late.").wait_for()

    page.goto(f"{thread}/{comment}/report")
    page.locator("input[name=reason]").first.check()
    send(page, "main form")
    reports = f"from standfirst.forum.models import Report; answer = Report.objects.filter(comment={comment}).count()"
    assert paper.python(reports) == 1


def test_a_stranger_who_comments_loses_no_word_on_the_way_through_signing_in(
    plain_page, mailbox, talked_about
):
    story, _ = talked_about
    page = plain_page
    page.goto(f"{story.address}/comments")
    page.locator("form.comment-form textarea").first.fill("Typed before I signed in.")
    send(page, "form.comment-form")
    address = "typed-first@example.org"
    page.get_by_label("E-mail address").fill(address)
    page.get_by_role("button", name="Send me a code").click()
    page.locator("main input[name=code]").fill(mailbox.code_for(address))
    page.locator("main input[name=code]").press("Enter")
    page.wait_for_load_state()
    assert "Typed before I signed in." in (page.locator("textarea").first.input_value() or page.content())

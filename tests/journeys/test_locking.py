"""An editor locks a thread for legal reasons and a reader sees the words; later the editor answers from the desk."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from .test_walls_in_the_newsroom import PATIENCE

SIGN_IN = """
from django.test import Client
from standfirst.newsroom.desk.actions import make_staff
from standfirst.newsroom.desk.roles import Role
from standfirst.readers.testing import sign_in
made = make_staff(email="lena@example.org", name="Lena Lock", role=Role.EDITOR)
client = Client()
sign_in(client, made.reader)
answer = client.cookies["session"].value
"""
SAY = """
from standfirst.forum.testing import make_comment
from standfirst.newsroom.stories.models import Article
from standfirst.readers.testing import make_reader
make_comment(Article.objects.get(pk={number}), make_reader("Ines Quay"), "Who paid for the ferry?")
"""


@pytest.fixture
def story(paper):
    made = paper.story(title=f"Lock {uuid4().hex[:6]}", wall="open")
    paper.python(SAY.format(number=made.number))
    return made


@pytest.fixture
def desk(paper, new_context):
    context = new_context()
    context.add_cookies([{"name": "session", "value": paper.python(SIGN_IN), "url": paper.url}])
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    return page


def lock(desk, story, words):
    desk.goto(f"/newsroom/threads/{story.number}/")
    desk.get_by_role("link", name="Rules for these comments").click()
    desk.locator("textarea[name=lock]").fill(words)
    desk.get_by_role("button", name="Save").click()
    desk.get_by_text("It holds from now on.").wait_for()


def test_an_editor_locks_a_thread_a_reader_sees_the_words_and_later_the_answer(desk, story, page):
    page.set_default_timeout(PATIENCE)
    page.goto(f"{story.address}/comments")
    page.locator(".comment-form textarea").first.fill("My own words about it.")
    lock(desk, story, "A trial begins on Monday; we take no comments until it ends.")
    page.locator(".comment-form button[type=submit]").first.click()
    page.get_by_text("A trial begins on Monday").wait_for()
    expect(page.locator(".comment-form textarea")).to_have_value("My own words about it.")

    page.goto(f"{story.address}/comments")
    page.get_by_text("A trial begins on Monday").wait_for()
    page.get_by_text("Who paid for the ferry?").wait_for()
    assert page.locator(".comment-form").count() == 0

    lock(desk, story, "")
    desk.locator("article .forum-answer summary").first.click()
    desk.locator("article .forum-answer textarea").fill("The city paid for it.")
    desk.locator("article .forum-answer button").click()
    desk.get_by_text("Your answer stands under the story.").wait_for()
    page.reload()
    page.locator(".replies").get_by_text("The city paid for it.").wait_for()
    page.locator(".replies .badge").first.wait_for()
    assert "Lena Lock" in page.locator(".replies .comment-meta").first.inner_text()

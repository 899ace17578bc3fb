"""A thread as it is read: orders, deep conversations and permalinks by keyboard; and where streams are blocked."""

from __future__ import annotations

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from .quality import axe

TALK = """
from standfirst.forum.curation import feature, pin
from standfirst.forum.testing import make_comments
from standfirst.newsroom.stories.models import Article
from standfirst.readers.models import Reader
article = Article.objects.get(pk={number})
mia, _ = Reader.objects.get_or_create(
    email="mia@example.org", defaults={{"name": "Mia Holm", "handle": "mia", "handle_key": "mia"}})
noa, _ = Reader.objects.get_or_create(
    email="noa@example.org", defaults={{"name": "Noa Fry", "is_staff": True, "handle": "noa", "handle_key": "noa"}})
tops = make_comments(article, mia, 60, recommended=lambda n: n % 5)
deep = make_comments(article, noa, 6, parent=tops[-1])
chain = [make_comments(article, mia, 1, parent=deep[0])[0]]
for _ in range(4):
    chain.append(make_comments(article, noa, 1, parent=chain[-1])[0])
pin(comment=tops[3], by=noa)
feature(comment=tops[7], by=noa)
answer = {{"tops": [c.pk for c in tops], "chain": [c.pk for c in chain]}}
"""
ONE_MORE = """
from standfirst.forum.testing import make_comment
from standfirst.newsroom.stories.models import Article
from standfirst.readers.models import Reader
ivo = Reader.objects.create(email="ivo-{number}@example.org", name="Ivo Penn")
make_comment(Article.objects.get(pk={number}), ivo, "News of the ferry.")
"""


@pytest.fixture
def story(paper):
    return paper.story(title=f"Lock {uuid4().hex[:6]}", wall="open")


@pytest.fixture
def talk(paper, story):
    return paper.python(TALK.format(number=story.number))


def test_a_thread_is_read_in_every_order_and_its_permalinks_lead_deep(new_context, story, talk):
    page = new_context(javascript=False).new_page()
    page.goto(f"{story.address}/comments")
    expect(page.locator(".comments > .comment").first).to_contain_text("Pinned")
    expect(page.locator(".badge-staff").first).to_have_text("Staff")
    page.get_by_role("link", name="Oldest", exact=True).click()
    expect(page.locator(".comments > .comment").nth(1)).to_have_id(f"comment-{talk['tops'][0]}")
    page.get_by_role("link", name="Newer comments").click()
    expect(page.locator(f"#comment-{talk['tops'][-1]}")).to_be_visible()
    page.get_by_role("link", name="Continue this conversation").first.click()
    expect(page.locator(f"#comment-{talk['chain'][2]}")).to_be_visible()
    page.goto(f"{story.address}/comments/{talk['chain'][4]}?sort=oldest")
    expect(page.locator(":target")).to_have_id(f"comment-{talk['chain'][4]}")
    expect(page.locator(":target")).to_be_in_viewport()
    page.goto(f"{story.address}/comments/{talk['tops'][1]}?sort=recommended")
    expect(page.locator(":target")).to_be_in_viewport()


def test_a_thread_is_operated_by_the_keyboard_in_the_order_in_which_it_is_read(new_context, story, talk):
    page = new_context().new_page()
    page.goto(f"{story.address}/comments/{talk['tops'][-2]}")
    focused = "(selector) => document.activeElement?.matches(selector)"
    page.keyboard.press("Tab")
    assert page.evaluate(focused, f"#comment-{talk['tops'][-2]} .reader")
    for _ in range(2):
        page.keyboard.press("Tab")
    assert page.evaluate(focused, f"#comment-{talk['tops'][-2]} [data-reply]")
    page.keyboard.press("Enter")
    expect(page.locator(".comment .comment-form textarea")).to_be_focused()
    assert axe(page) == []


@pytest.mark.parametrize("how", ["refused", "not there"])
def test_where_streams_are_blocked_the_count_is_asked_for_and_nothing_moves(
    new_context, paper, story, talk, how
):
    page = new_context().new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    if how == "refused":
        page.route("**/_/stream**", lambda route: route.abort())
    else:
        page.add_init_script("delete window.EventSource")
    page.clock.install()
    page.goto(f"{story.address}/comments")
    expect(page.locator("h2 span")).to_have_text("71")
    page.clock.run_for(15_000)
    paper.python(ONE_MORE.format(number=story.number))
    where = "() => document.querySelector('.comments > .comment').getBoundingClientRect().y"
    was_at = page.evaluate(where)
    for _again in range(20):  # the counts themselves are stored for some seconds of the server's time
        page.clock.run_for(40_000)
        page.wait_for_timeout(500)
        if page.locator(".new-comments button").count():
            break
    expect(page.locator(".new-comments button")).to_have_text("1 new comment")
    assert page.evaluate(where) == was_at
    page.locator(".new-comments button").press("Enter")
    expect(page.locator(".comment:focus")).to_contain_text("News of the ferry.")
    assert said == []


def test_a_card_says_how_much_is_said_under_a_story(new_context, story, talk):
    page = new_context().new_page()
    page.goto("/world/")
    expect(page.locator(f'[data-comments="{story.number}"]').first).to_have_text("Comments 71")

"""A reader is told: the bell counts by itself, the inbox says of what, and reading it in one tab is seen in another."""

import pytest
from playwright.sync_api import expect

SIGNED_IN = """
from django.test import Client
from standfirst.readers.testing import make_reader
mia, noah = make_reader("Ottilie Told"), make_reader("Rosalind Replies")
client = Client()
client.force_login(mia)
answer = client.cookies["session"].value
"""
REPLY = """
from standfirst.forum.testing import make_comment
from standfirst.newsroom.stories.models import Article
from standfirst.readers.models import Reader
mia, noah = Reader.objects.get(handle="ottilie"), Reader.objects.get(handle="rosalind")
story = Article.objects.get(pk={number})
first = make_comment(story, mia, "First words about this bridge.")
make_comment(story, noah, "I crossed it this morning.", parent=first)
"""


@pytest.fixture
def mia(new_context, paper):
    context = new_context()
    session = paper.python(SIGNED_IN)
    cookies = {"session": session, "reader": "1"}
    context.add_cookies([{"name": name, "value": value, "url": paper.url} for name, value in cookies.items()])
    return context


def test_a_reply_is_counted_in_an_open_tab_and_read_in_another(mia, paper, bridge):
    tab, other = mia.new_page(), mia.new_page()
    tab.goto("/us/")
    expect(tab.locator("[data-bell]")).to_be_visible()
    paper.python(REPLY.format(number=bridge.number))
    expect(tab.locator("[data-unread]")).to_have_text("1", timeout=30_000)

    other.goto("/notices")
    expect(other.locator(".inbox-item")).to_contain_text("Rosalind Replies replied to you")
    other.get_by_role("button", name="Mark all as read").click()
    expect(tab.locator("[data-unread]")).to_have_text("", timeout=30_000)

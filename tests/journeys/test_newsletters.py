"""A stranger asks for a newsletter, an editor puts words on it and sends it, and the stranger has had enough."""

from __future__ import annotations

import re
from email.message import EmailMessage
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from standfirst.newsroom.stories.testing import CANARY

from .quality import axe
from .steps import join

MAKE = """
from datetime import time
from django.test import Client
from django.utils import timezone
from standfirst.editions.models import Edition
from standfirst.newsroom.desk.actions import make_staff
from standfirst.newsroom.desk.roles import Role
from standfirst.newsroom.stories.actions import make_section
from standfirst.newsroom.stories.testing import make_story
from standfirst.notices.newsletters.testing import make_newsletter
from standfirst.readers.testing import sign_in
client = Client()
made = make_staff(email="ada-{tag}@example.org", name="Ada {tag}", role=Role.EDITOR)
sign_in(client, made.reader)
briefing = make_newsletter(
    Edition.objects.get(slug="uk"), slug="morning-{tag}", name="Morning {tag}", hour=time(23, 59),
    weekdays=list(range(7)), about="What the night brought, before the kettle boils",
)
make_story(
    section=make_section(title="World", slug="world"), title="The quay {tag}", first_published_at=timezone.now()
)
answer = [client.cookies["session"].value, briefing.pk, briefing.address]
"""


def text_of(letter: EmailMessage, kind: str = "plain") -> str:
    body = letter.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def link_in(letter: EmailMessage, path: str) -> str:
    found = re.search(rf"https?://\S*({re.escape(path)}\S+)", text_of(letter))
    assert found, text_of(letter)
    return found[1]


def ask_and_confirm(page: Page, mailbox, name: str, address: str) -> None:
    page.goto("/newsletters")
    page.get_by_role("link", name=name).click()
    page.get_by_label("Your e-mail address").fill(address)
    page.get_by_role("button", name="Subscribe").click()
    expect(page.get_by_role("status")).to_contain_text("We have sent a letter")
    page.goto(link_in(mailbox.wait_for(address), "/newsletters/confirm/"))
    page.get_by_role("button", name="Yes, send it").click()
    expect(page.get_by_role("status")).to_contain_text("the next issue comes to you")


def send(ada: Page, number: int) -> None:
    """Today's issue, off to everybody."""
    ada.goto(f"/newsroom/newsletters/{number}/send/")
    # The link around the logo, and its name, are Wagtail's.
    assert [line for line in axe(ada) if "sidebar-custom-branding" not in line] == []
    ada.get_by_role("button", name="Send it now").click()
    expect(ada.get_by_text("The issue is on its way.")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_stranger_gets_a_newsletter_and_stops_it(new_context, paper, mailbox, javascript):
    tag = uuid4().hex[:6]
    session, number, newsletter = paper.python(MAKE.format(tag=tag))
    stranger, address = new_context(javascript=javascript).new_page(), f"stranger-{tag}@example.org"
    ask_and_confirm(stranger, mailbox, f"Morning {tag}", address)

    newsroom = new_context()
    newsroom.add_cookies([{"name": "session", "value": session, "url": paper.url}])
    send(newsroom.new_page(), number)
    letter = mailbox.wait_for(address, after=1)
    assert letter.get_content_type() == "multipart/alternative"
    assert "/_/mail/stop/" in letter["List-Unsubscribe"]  # with one click where the paper has https
    for kind in ("plain", "html"):
        assert f"The quay {tag}" in text_of(letter, kind)
        assert CANARY not in text_of(letter, kind)
    assert "<img" not in text_of(letter, "html")

    stranger.goto(newsletter)
    stranger.get_by_role("heading", name="Past issues").locator("xpath=..").get_by_role("link").first.click()
    expect(stranger.get_by_role("link", name=f"The quay {tag}")).to_be_visible()
    assert CANARY not in stranger.content()

    stranger.goto(link_in(letter, "/_/mail/stop/"))
    expect(stranger.get_by_role("main")).to_contain_text(f"Morning {tag}")
    stranger.get_by_role("button", name="No more letters").click()
    expect(stranger.get_by_role("status")).to_contain_text("Done")
    assert paper.python(
        "from standfirst.notices.models import Subscriber\n"
        f"answer = Subscriber.objects.filter(address={address!r}).count()"
    ) == 0  # fmt: skip


def test_an_editor_puts_words_on_an_issue_and_a_reader_gets_it_whole(new_context, paper, mailbox):
    tag = uuid4().hex[:6]
    session, number, _newsletter = paper.python(MAKE.format(tag=tag))
    reader, address = new_context().new_page(), f"ben-{tag}@example.org"
    join(reader, mailbox, address)
    reader.goto("/notices/newsletters")
    reader.get_by_label(f"Morning {tag}").check()
    reader.get_by_role("button", name="Save").click()
    expect(reader.get_by_text("Saved.")).to_be_visible()
    expect(reader.get_by_label(f"Morning {tag}")).to_be_checked()

    newsroom = new_context()
    newsroom.add_cookies([{"name": "session", "value": session, "url": paper.url}])
    ada = newsroom.new_page()
    ada.goto(f"/newsroom/newsletters/{number}/")
    ada.get_by_label("Words").fill("Good morning.\n\nThe bridge is open.")
    ada.get_by_role("button", name="Keep the words").click()
    expect(ada.get_by_text("Kept.")).to_be_visible()
    expect(ada.frame_locator("iframe").first.get_by_text("The bridge is open.")).to_be_visible()
    ada.get_by_role("button", name="Leave this issue out").click()
    ada.get_by_role("button", name="Send it after all").click()
    expect(ada.get_by_role("button", name="Leave this issue out")).to_be_visible()
    before = len(mailbox.letters_to(address))
    send(ada, number)
    letter = mailbox.wait_for(address, after=before)
    assert "The bridge is open." in text_of(letter)
    assert f"The quay {tag}" in text_of(letter)
    assert "more paragraphs for registered readers" not in text_of(letter)

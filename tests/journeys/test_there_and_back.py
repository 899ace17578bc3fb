"""Registering where the code is due later; and the back button, after signing in and after signing out."""

import pytest

from .joining import ask_for_code, register_at_the_cut, type_code
from .steps import paragraphs

CANARY = "xanthocanary"
DUE = """
from standfirst.editions.models import Edition
edition = Edition.objects.get(slug="uk")
edition.code_due = {due!r}
edition.save()
"""
both = pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])


@pytest.fixture
def prove_later(paper):
    """The British edition asks for the code before the second visit."""
    paper.python(DUE.format(due="later"))
    yield
    paper.python(DUE.format(due="now"))


def test_the_address_alone_opens_the_story_in_place_and_the_code_is_typed_afterwards(
    page, mailbox, bridge, prove_later
):
    page.goto(bridge.address)
    ask_for_code(page, "first@example.org")
    page.get_by_text("Paragraph 9 of the story").wait_for()
    assert page.evaluate("document.activeElement.textContent") == "Paragraph 4 of the story."
    assert page.locator("#me").inner_text() == "Sign in"  # nobody is signed in yet
    page.get_by_role("link", name="type it now").click()
    type_code(page, mailbox, "first@example.org")
    page.locator("#me").get_by_text("reader-").wait_for()


def test_without_javascript_the_page_of_the_code_leads_on(plain_page, mailbox, bridge, prove_later):
    plain_page.goto(bridge.address)
    ask_for_code(plain_page, "first-plain@example.org")
    plain_page.get_by_role("link", name="Read on").click()
    plain_page.wait_for_url(f"**{bridge.address}#cut")
    assert len(paragraphs(plain_page)) == 9


@both
def test_going_back_after_signing_out_shows_the_wall(new_context, mailbox, bridge, javascript):
    page = new_context(javascript=javascript).new_page()
    page.goto(bridge.address)
    register_at_the_cut(page, mailbox, f"there-{javascript}@example.org".lower())
    page.get_by_text("Paragraph 9 of the story").wait_for()
    page.goto("/account/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/")
    page.goto("/search")
    page.go_back()
    page.go_back()
    page.go_back()
    page.wait_for_url(f"**{bridge.address}*")
    page.locator("#cut").wait_for()
    assert len(paragraphs(page)) == 3
    assert CANARY not in page.content()

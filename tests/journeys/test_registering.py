"""A stranger meets the wall, registers, and reads on; with and without JavaScript."""

import pytest

from .joining import ask_for_code, register_at_the_cut, type_code
from .steps import paragraphs

CANARY = "xanthocanary"


def watch_navigations(page):
    """The addresses the tab goes to from now on."""
    seen = []
    page.on("framenavigated", lambda frame: seen.append(frame.url))
    return seen


def test_the_wall_opens_in_place_in_both_open_tabs(context, mailbox, bridge):
    one, two = context.new_page(), context.new_page()
    for tab in (one, two):
        tab.goto(bridge.address)
        assert len(paragraphs(tab)) == 3
    moved = watch_navigations(one), watch_navigations(two)
    register_at_the_cut(one, mailbox, "two-tabs@example.org")
    for tab in (one, two):
        tab.get_by_text("Paragraph 9 of the story").wait_for()
        assert len(paragraphs(tab)) == 9
        assert tab.locator("#cut").count() == 0
        assert tab.get_by_role("status").filter(has_text="Thank you for registering").count() == 1
    assert moved == ([], [])


def test_the_place_is_kept_and_the_focus_is_on_the_next_paragraph(page, mailbox, bridge):
    page.set_viewport_size({"width": 390, "height": 600})
    page.goto(bridge.address)
    page.locator("#cut").scroll_into_view_if_needed()
    ask_for_code(page, "place@example.org")
    page.locator("#join-code").wait_for()
    top = page.locator(".story-body > p").nth(2).bounding_box()["y"]
    type_code(page, mailbox, "place@example.org")
    page.get_by_text("Paragraph 9 of the story").wait_for()
    assert page.evaluate("document.activeElement.textContent") == "Paragraph 4 of the story."
    assert abs(page.locator(".story-body > p").nth(2).bounding_box()["y"] - top) < 2


def test_without_javascript_the_same_forms_are_pages_that_come_back_to_the_cut(plain_page, mailbox, bridge):
    plain_page.goto(bridge.address)
    register_at_the_cut(plain_page, mailbox, "plain@example.org")
    plain_page.wait_for_url(f"**{bridge.address}#cut")
    assert len(paragraphs(plain_page)) == 9


def test_a_wrong_code_is_said_at_the_field_and_may_be_mended(page, mailbox, bridge):
    page.goto(bridge.address)
    ask_for_code(page, "wrong@example.org")
    field = page.locator("#join-code-code")
    field.fill("1")
    field.press("Enter")
    page.get_by_text("This is not the code").wait_for()
    type_code(page, mailbox, "wrong@example.org")
    page.get_by_text("Paragraph 9 of the story").wait_for()


def test_the_header_names_the_reader_on_a_shared_page(page, mailbox, bridge):
    page.goto(bridge.address)
    corner = page.locator("#me")
    assert corner.inner_text() == "Sign in"
    register_at_the_cut(page, mailbox, "corner@example.org")
    corner.get_by_text("reader-").wait_for()
    page.goto("/")
    corner.get_by_text("reader-").wait_for()
    assert corner.get_by_role("link", name="Following").count() == 1


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_who_signs_out_meets_the_wall_again(new_context, mailbox, bridge, javascript):
    page = new_context(javascript=javascript).new_page()
    page.goto(bridge.address)
    address = f"out-{javascript}@example.org".lower()
    register_at_the_cut(page, mailbox, address)
    page.get_by_text("Paragraph 9 of the story").wait_for()
    page.goto("/account/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/")
    page.goto(bridge.address)
    assert len(paragraphs(page)) == 3
    assert {cookie["name"] for cookie in page.context.cookies()} <= {"csrf"}


def test_signing_out_in_one_tab_shuts_the_other(context, mailbox, bridge):
    one, two = context.new_page(), context.new_page()
    one.goto(bridge.address)
    register_at_the_cut(one, mailbox, "shuts@example.org")
    one.get_by_text("Paragraph 9 of the story").wait_for()
    two.goto("/account/logout/")
    two.get_by_role("main").get_by_role("button", name="Sign out").click()
    one.locator("#cut").wait_for()
    assert CANARY not in one.content()


def test_going_back_to_a_page_from_before_signing_in_shows_the_whole_of_it(page, mailbox, bridge):
    page.goto(bridge.address)
    page.goto("/account/join/?next=/search")
    register_at_the_cut(page, mailbox, "back@example.org")
    page.wait_for_url("**/search")
    page.evaluate("history.go(-3)")
    page.wait_for_url(f"**{bridge.address}")
    page.get_by_text("Paragraph 9 of the story").wait_for()

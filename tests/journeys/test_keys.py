"""Passkeys in a real browser, with a device that Chromium plays; and an editor's authenticator app."""

import json

from .joining import register_at_the_cut
from .passkeys import Device, code_of_app, sign_out
from .steps import paragraphs


def test_a_passkey_is_made_and_opens_the_wall_in_place(page, mailbox, bridge):
    device = Device(page)
    page.goto(bridge.address)
    register_at_the_cut(page, mailbox, "passkey@example.org")
    page.get_by_text("Paragraph 9 of the story").wait_for()
    page.goto("/account/keys/")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("What to call it").fill("My telephone")
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_role("link", name="Remove My telephone").wait_for()
    assert device.passkeys == 1
    sign_out(page.context)
    page.goto(bridge.address)
    assert len(paragraphs(page)) == 3
    page.locator("#cut").scroll_into_view_if_needed()
    moved = []
    page.on("framenavigated", lambda frame: moved.append(frame.url))
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_text("Paragraph 9 of the story").wait_for()
    assert page.evaluate("document.activeElement.textContent") == "Paragraph 4 of the story."
    assert page.get_by_role("status").filter(has_text="Thank you for registering").count() == 1
    assert moved == []


def test_a_passkey_signs_in_on_the_page_for_it_and_leads_back(page, mailbox, bridge, paper):
    Device(page)
    page.goto(bridge.address)
    register_at_the_cut(page, mailbox, "passkey-page@example.org")
    page.get_by_text("Paragraph 9 of the story").wait_for()
    page.goto("/account/keys/add/")
    page.get_by_role("button", name="Add a passkey").click()
    page.wait_for_url("**/account/keys/")
    sign_out(page.context)
    page.goto(f"/account/join/?next={bridge.address}")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(f"{paper.url}{bridge.address}")
    assert len(paragraphs(page)) == 9


def test_whose_device_gives_nothing_is_told_so_and_may_use_the_code(page, mailbox, bridge):
    device = Device(page)
    device.refuse()
    page.goto(bridge.address)
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_text("Your browser did not give a passkey").wait_for()
    register_at_the_cut(page, mailbox, "passkey-not@example.org")
    page.get_by_text("Paragraph 9 of the story").wait_for()


def test_after_a_good_read_a_passkey_is_offered_and_leads_back_to_the_story(page, mailbox, bridge, paper):
    Device(page)
    page.goto(bridge.address)
    register_at_the_cut(page, mailbox, "good-read@example.org")
    page.get_by_text("Paragraph 9 of the story").wait_for()
    page.goto(bridge.address)
    page.get_by_text("Paragraph 9 of the story").scroll_into_view_if_needed()
    page.get_by_text("Next time without a mail").wait_for()
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_role("button", name="Add a passkey").click()
    page.wait_for_url(f"{paper.url}{bridge.address}")
    page.get_by_text("Paragraph 9 of the story").scroll_into_view_if_needed()
    page.locator("#me .me-in").wait_for()
    assert page.get_by_text("Next time without a mail").count() == 0


def by_password(page, made):
    page.goto("/newsroom/")
    page.get_by_label("E-mail address").fill(made["email"])
    page.get_by_label("Password").fill(made["password"])
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()


def type_proof(page, code):
    page.get_by_label("Code").fill(code)
    page.get_by_label("Code").press("Enter")


def leave(page):
    page.goto("/account/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/")


def test_an_editor_sets_up_an_app_and_is_asked_for_its_code(plain_page, paper):
    page = plain_page
    made = json.loads(
        paper.standfirst(
            "createstaff", "tess@example.org", "--name", "Tess Key", "--role", "editor", "--json"
        ).stdout
    )
    by_password(page, made)
    page.get_by_role("link", name="Set up an app").click()
    secret = page.locator("#secret").inner_text()
    first = code_of_app(secret)
    type_proof(page, first)
    recovery = page.locator(".recovery-codes code").first.inner_text()
    page.get_by_role("link", name="Go on").click()
    page.wait_for_url("**/newsroom/")
    leave(page)

    by_password(page, made)
    type_proof(page, "000000" if first != "000000" else "000001")
    page.get_by_text("This is not right, or was used already").wait_for()
    type_proof(page, first)
    page.get_by_text("This is not right, or was used already").wait_for()
    type_proof(page, code_of_app(secret, later=1))
    page.wait_for_url("**/newsroom/")
    leave(page)

    by_password(page, made)
    type_proof(page, recovery)
    page.wait_for_url("**/newsroom/")
    leave(page)
    by_password(page, made)
    type_proof(page, recovery)
    page.get_by_text("This is not right, or was used already").wait_for()

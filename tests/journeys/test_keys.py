"""Passkeys in a real browser, with a device that Chromium plays."""

from .joining import register_at_the_cut
from .passkeys import Device, sign_out
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


def test_a_passkey_signs_in_on_the_page_for_it_and_leads_back(page, mailbox, bridge):
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
    page.wait_for_url(f"**{bridge.address}")
    assert len(paragraphs(page)) == 9


def test_whose_device_gives_nothing_is_told_so_and_may_use_the_code(page, mailbox, bridge):
    device = Device(page)
    device.refuse()
    page.goto(bridge.address)
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_text("Your browser did not give a passkey").wait_for()
    register_at_the_cut(page, mailbox, "passkey-not@example.org")
    page.get_by_text("Paragraph 9 of the story").wait_for()

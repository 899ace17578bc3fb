"""Registering and signing in, as a person does it."""

from __future__ import annotations

from playwright.sync_api import Page

from .mailbox import Mailbox


def ask_for_code(page: Page, address: str) -> None:
    """Type an address into the one field at the cut, and send it."""
    page.get_by_label("E-mail address").fill(address)
    page.get_by_role("button", name="Send me a code").click()


def type_code(page: Page, mailbox: Mailbox, address: str, *, after: int = 0) -> None:
    """Fetch the code from the mail and type it in."""
    code = mailbox.code_for(address, after=after)
    field = page.locator("input[autocomplete=one-time-code]:visible")
    field.fill(code)
    field.press("Enter")


def register_at_the_cut(page: Page, mailbox: Mailbox, address: str) -> None:
    ask_for_code(page, address)
    type_code(page, mailbox, address)

"""What a person does on a page, in a line each."""

from __future__ import annotations

from playwright.sync_api import Page

from .mailbox import Mailbox


def switch_edition(page: Page, name: str) -> None:
    """Press an edition's name in the header, and wait for the page in that edition."""
    with page.expect_navigation():
        page.locator(".edition-switch").get_by_role("button", name=name, exact=True).click()


def dateline(page: Page) -> str:
    """The words of the story's date."""
    return page.locator("article .dateline time").first.inner_text()


def paragraphs(page: Page) -> list[str]:
    """The paragraphs of the story that are on the page, without the offer."""
    return page.locator("article .story-body > p, article .story-below > p").all_inner_texts()


def focused(page: Page) -> str:
    """What has the keyboard's focus: its words, else its name, else its tag."""
    return str(
        page.evaluate("""() => {
            const at = document.activeElement;
            return (at.innerText || at.getAttribute("aria-label") || at.name || at.tagName).trim();
        }""")
    )


def join(page: Page, mailbox: Mailbox, address: str) -> None:
    """Register or sign in on the pages made for it: an address, a code from a letter."""
    before = len(mailbox.letters_to(address))
    page.goto("/account/join/")
    page.get_by_label("e-mail", exact=False).first.fill(address)
    page.locator("main form button").first.click()
    page.wait_for_url("**/account/code/**")
    page.locator("main input[name=code]").fill(mailbox.code_for(address, after=before))
    with page.expect_navigation():
        page.locator("main form button").first.click()

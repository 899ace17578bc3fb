"""A story arrives from an agency's file and is read in two editions, in a real browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.test_page_as_text import HEAD, INVITATION, LEAD, NOTIFICATIONS, PARAGRAPHS, SECOND

FILE = Path(__file__).parent.parent / "fixtures" / "ninjs" / "bridge.json"
#: Text as it is seen, and pictures by what is said in their place. Without `innerText`'s capitals of the theme.
SEEN = """() => {
  const lines = [];
  const end = Symbol();
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) { lines.push(node.data); return; }
    if (node.nodeType !== Node.ELEMENT_NODE || !node.checkVisibility()) return;
    if (node.tagName === 'IMG') { lines.push(end, node.alt, end); return; }
    const inline = getComputedStyle(node).display.startsWith('inline') && node.tagName !== 'BUTTON';
    if (!inline) lines.push(end);
    for (const child of node.childNodes) walk(child);
    if (!inline) lines.push(end);
  };
  walk(document.querySelector('main'));
  return lines.map((part) => (part === end ? '\\u001e' : part)).join('').split('\\u001e')
    .map((line) => line.replace(/\\s+/g, ' ').trim()).filter(Boolean);
}"""


@pytest.fixture(scope="module")
def address(paper: Any) -> str:
    done = paper.standfirst("import", "ninjs", str(FILE), "--publish", "--json")
    return str(json.loads(done.stdout.splitlines()[0])["address"])


def seen(page: Any, edition: str, address: str) -> list[str]:
    """What is seen of the story by somebody who has chosen this edition with the switch."""
    page.goto(address)
    page.locator(f"button[name=edition][value={edition}]").click()
    page.wait_for_load_state()
    page.goto(address)
    return list(page.evaluate(SEEN))


def test_the_open_edition_is_read_whole_from_top_to_bottom(plain_page, address):
    assert seen(plain_page, "us", address) == [
        *NOTIFICATIONS,
        *HEAD,
        "Tuesday 12 September 2023 05:57 EDT",
        *LEAD,
        *PARAGRAPHS[:8],
        *SECOND,
        *PARAGRAPHS[8:],
        *INVITATION,
    ]


def test_the_walled_edition_stops_after_three_paragraphs(plain_page, address):
    lines = seen(plain_page, "uk", address)
    begins = [*HEAD, "Tuesday 12 September 2023 10:57 BST", *LEAD, *PARAGRAPHS[:3]]
    assert lines[: len(begins)] == begins
    assert lines[-len(INVITATION) :] == INVITATION

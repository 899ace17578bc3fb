"""The page as text: what a reader meets from top to bottom, line by line, in two editions.

The story is our own, in the shape of the design's page, and comes from an agency's file.
"""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client

from standfirst.transfer.ninjs.actions import Wishes
from standfirst.transfer.ninjs.importing import bring_in

pytestmark = pytest.mark.django_db

FILE = Path(__file__).parent / "fixtures" / "ninjs" / "bridge.json"
WIRE = json.loads(FILE.read_text(encoding="utf-8"))
PARAGRAPHS = next(body["value"] for body in WIRE["bodies"] if body["role"] == "text").split("\n")[1:]

LINES_OF = frozenset(
    "p div h1 h2 h3 li figure figcaption section article header footer nav form label button".split()
)
NOT_READ = frozenset({"script", "style", "template"})


class _Reader(HTMLParser):
    """Reads a page as a person would: text in order, and what is said in place of pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._line = ""
        self._skips = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._skips += tag in NOT_READ
        said = dict(attrs)
        if tag in LINES_OF:
            self._end()
        if tag == "img" and said.get("alt"):
            self._end()
            self.lines.append(str(said["alt"]))

    def handle_endtag(self, tag: str) -> None:
        self._skips -= tag in NOT_READ
        if tag in LINES_OF:
            self._end()

    def handle_data(self, data: str) -> None:
        if not self._skips:
            self._line += data

    def _end(self) -> None:
        line = " ".join(self._line.split())
        if line:
            self.lines.append(line)
        self._line = ""


def lines_of_main(page: str) -> list[str]:
    main = page.partition("<main")[2].partition("</main>")[0]
    reader = _Reader()
    reader.feed("<main" + main + "</main>")
    return reader.lines


@pytest.fixture
def address(uk, us, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    outcome = next(bring_in([FILE], Wishes(publish=True)))
    assert (outcome.outcome, outcome.notes) == ("created", [])
    return outcome.address


def page_in(edition: str, address: str) -> str:
    client = Client()
    client.cookies["edition"] = edition
    return client.get(address).content.decode()


HEAD = [
    "Analysis",
    "Who owns a bridge that nobody wants to sell?",
    next(said["value"] for said in WIRE["descriptions"] if said["role"] == "standfirst"),
]
LEAD = [
    "Comments",
    "Low hills across grey water under a pale evening sky",
    "The strait at Kelmouth, where the western pier of the new crossing will stand (Harbour Wire via Coast Library)",
]
SECOND = [
    "A white ferry with a green funnel leaves a stone quay",
    "The Constance leaves Saint Orrin on the first sailing of the day (Lena Dahl via Coast Library)",
]
INVITATION = [
    "Join our commenting forum",
    "Join thought-provoking conversations, follow other The Harbour Post readers and see their replies",
    "Comments",
]
NOTIFICATIONS = [
    "Stay up to date with notifications from The Harbour Post",
    "Notifications can be managed in browser preferences.",
]


@pytest.mark.xfail(reason="the offer, the invitation and the notification line come with their floors")
def test_in_the_open_edition_the_page_is_read_whole_from_top_to_bottom(address):
    assert lines_of_main(page_in("us", address)) == [
        *NOTIFICATIONS,
        *HEAD,
        "Tuesday 12 September 2023 05:57 EDT",
        *LEAD,
        *PARAGRAPHS[:8],
        *SECOND,
        *PARAGRAPHS[8:],
        *INVITATION,
    ]


@pytest.mark.xfail(reason="the offer, the invitation and the notification line come with their floors")
def test_in_the_walled_edition_three_paragraphs_stand_then_the_offer_and_the_invitation(address):
    lines = lines_of_main(page_in("uk", address))
    begins = [*HEAD, "Tuesday 12 September 2023 10:57 BST", *LEAD, *PARAGRAPHS[:3]]
    assert lines[: len(begins)] == begins
    assert lines[-len(INVITATION) :] == INVITATION
    assert "10 more paragraphs" in " ".join(lines[len(begins) : -len(INVITATION)])


def test_behind_the_wall_nothing_below_the_cut_is_in_the_bytes(address):
    page = page_in("uk", address)
    below = [*PARAGRAPHS[3:], *SECOND, "harbour-second"]
    assert not [words for words in below if words[:40] in page or words[-40:] in page]

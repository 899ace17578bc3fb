"""The page as text: what a reader meets from top to bottom, line by line, in two editions.

The story is our own, in the shape of the design's page, and comes from an agency's file.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from standfirst.transfer.ninjs.actions import Wishes
from standfirst.transfer.ninjs.importing import bring_in

pytestmark = pytest.mark.django_db

FILE = Path(__file__).parent / "fixtures" / "ninjs" / "bridge.json"
WIRE = json.loads(FILE.read_text(encoding="utf-8"))
PARAGRAPHS = next(body["value"] for body in WIRE["bodies"] if body["role"] == "text").split("\n")[1:]

#: What begins a line of its own.
LINES = "p div h1 h2 h3 li figure figcaption section article header footer nav form label button aside dialog".split()
END = "\x1e"  # ends a line; line breaks in the markup are only spaces
UNSEEN = "script, style, template, [hidden], noscript, dialog:not([open])"


def lines_of_main(page: str) -> list[str]:
    """The page as a person reads it: text in order, and what is said in place of pictures."""
    main = BeautifulSoup(page, "html.parser").main
    assert main is not None
    for unseen in main.select(UNSEEN):
        unseen.decompose()
    for picture in main.find_all("img"):
        picture.replace_with(f"{END}{picture.get('alt', '')}{END}")
    for tag in main.find_all(LINES):
        tag.insert_before(END)
        tag.insert_after(END)
    lines = (" ".join(line.split()) for line in main.get_text().split(END))
    return [line for line in lines if line]


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

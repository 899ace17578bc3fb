"""A pseudo right-to-left catalogue: every word of ours passes gettext, and pages turn round."""

import io
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup, Comment
from django.utils.translation import trans_real

from standfirst.editions.testing import make_edition

pytestmark = pytest.mark.django_db
GERMAN = Path(__file__).parents[1] / "src/standfirst/locale/de/LC_MESSAGES/django.po"
PAGES = [
    "/", "/world/", "STORY", "STORY/comments", "/search?q=bridge", "/search?q=", "/account/join/", "/account/login/",
    "/nothing-here", "/nothing/here-9999", "/notices/preferences",
]  # fmt: skip


@pytest.fixture
def pseudo(tmp_path, settings):
    """Arabic, in which every message of ours is itself between ⟦ and ⟧."""
    catalogue = read_po(io.BytesIO(GERMAN.read_bytes()))
    for message in catalogue:
        if message.id:
            known = message.id if isinstance(message.id, tuple) else (message.id,)
            said = tuple(f"⟦{text}⟧" for text in known)
            message.string = said if isinstance(message.id, tuple) else said[0]
    folder = tmp_path / "ar" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "django.mo").open("wb") as file:
        write_mo(file, catalogue)
    settings.LOCALE_PATHS = [tmp_path]
    settings.LANGUAGES = [*settings.LANGUAGES, ("ar", "Arabic")]
    trans_real._translations.clear()
    yield
    trans_real._translations.clear()


@pytest.fixture
def arabic(client, story, pseudo):
    make_edition("ar", language="ar", time_zone="Asia/Dubai", wall="registered:3", order=9)
    client.cookies["edition"] = "ar"
    return client


def unspoken(html: str, content: set[str]) -> list[str]:
    """Words on a page that neither went through gettext nor are content."""
    soup = BeautifulSoup(html, "html.parser")
    for left_out in soup.find_all(["script", "style", "time", "title"]):
        left_out.decompose()
    spoken = []
    for text in soup.find_all(string=True):
        words = text.strip()
        if isinstance(text, Comment) or not any(letter.isalpha() for letter in words) or words == "html":
            continue
        whole = words + text.parent.get_text()
        if "⟦" not in whole and "⟦" not in text.parent.parent.get_text() and words not in content:
            spoken.append(words)
    return spoken


@pytest.mark.parametrize("address", PAGES)
def test_every_word_of_ours_goes_through_gettext_and_the_page_turns_round(arabic, story, address):
    page = arabic.get(address.replace("STORY", story.address)).content.decode()
    content = {"The Harbour Post", "UK", "AR", "World", "Bridge reopens", "Analysis", story.standfirst}
    content |= {f"Paragraph {number} of the story." for number in range(1, 10)}
    assert 'dir="rtl"' in page[:200]
    assert unspoken(page, content) == []


def test_the_check_bites(arabic):
    assert unspoken("<main><p>Left in English</p></main>", set()) == ["Left in English"]

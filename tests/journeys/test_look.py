"""The paper looks like one: on every screen, in both directions, in the dark, on paper."""

import pytest

from .steps import switch_edition

LONG = "Donaudampfschifffahrtsgesellschaftskapitänswitwe gewinnt vor dem Oberverwaltungsgericht"
WORDS = (
    "The driver did not stop to be photographed. He had been told, he said later, that somebody from the "
    "ministry wanted to shake his hand, and he had a load of lettuces that would not wait for a minister. "
)

#: How many characters the full lines of a paragraph hold: every line but the last.
LINES = """() => {
    const words = document.querySelector("#story > p").firstChild, range = document.createRange(), lines = {};
    for (let at = 0; at < words.length; at++) {
        range.setStart(words, at);
        range.setEnd(words, at + 1);
        const box = range.getBoundingClientRect();
        if (box.width) lines[Math.round(box.bottom)] = (lines[Math.round(box.bottom)] || 0) + 1;
    }
    return Object.values(lines).slice(0, -1);
}"""


@pytest.fixture(scope="module")
def long_story(paper):
    return paper.story(title=LONG, language="de", standfirst=LONG)


@pytest.fixture(scope="module")
def arabic_story(paper):
    return paper.story(title="الجسر مفتوح من جديد", language="ar")


@pytest.fixture(scope="module")
def wordy_story(paper):
    address = paper.python(
        "from standfirst.newsroom.stories.actions import make_section\n"
        "from standfirst.newsroom.stories.cut import Paragraph\n"
        "from standfirst.newsroom.stories.testing import make_story\n"
        "section = make_section(title='World', slug='world')\n"
        f"answer = make_story(section=section, title='Wordy', blocks=[Paragraph({WORDS * 3!r})] * 4).address"
    )
    return str(address)


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1600])
def test_no_page_scrolls_sideways(new_context, long_story, bridge, width):
    page = new_context(viewport={"width": width, "height": 800}).new_page()
    for address in (
        "/",
        "/world/",
        long_story.address,
        f"{bridge.address}/comments",
        "/account/join/",
        "/privacy",
    ):
        page.goto(address)
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), address


def test_a_line_of_text_holds_60_to_68_characters(page, wordy_story):
    page.goto(wordy_story)
    lines = page.evaluate(LINES)
    assert 58 <= sum(lines) / len(lines) <= 68
    assert max(lines) <= 72


@pytest.mark.parametrize(("width", "size"), [(390, 18), (1280, 20)])
def test_text_is_18_pixels_on_a_phone_and_20_on_a_desk(new_context, bridge, width, size):
    page = new_context(viewport={"width": width, "height": 800}).new_page()
    page.goto(bridge.address)
    found = page.evaluate("() => parseFloat(getComputedStyle(document.querySelector('#story p')).fontSize)")
    assert abs(found - size) <= 0.5


def test_the_paper_is_dark_where_the_reader_wants_it_dark(new_context, bridge):
    page = new_context(color_scheme="dark").new_page()
    page.goto(bridge.address)
    ground = page.evaluate("() => getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
    assert max(ground[:3]) < 40


def test_on_paper_there_is_the_story_and_nothing_to_click(page, bridge):
    page.goto(bridge.address)
    switch_edition(page, "US")
    page.emulate_media(media="print")
    assert page.locator("#story > p").last.is_visible()
    for furniture in (".masthead-bar", ".sections", ".colophon", ".invitation", ".notices-line"):
        assert not page.locator(furniture).is_visible(), furniture


def test_a_story_of_another_direction_is_set_in_its_own(page, arabic_story):
    page.goto(arabic_story.address)
    story = page.locator("article.story")
    assert (story.get_attribute("lang"), story.get_attribute("dir")) == ("ar", "rtl")
    assert page.evaluate("() => getComputedStyle(document.querySelector('h1')).letterSpacing") in {
        "normal",
        "0px",
    }
    assert page.locator(".dateline").get_attribute("dir") == "ltr"


def test_what_moves_keeps_still_for_those_who_ask(new_context, bridge):
    page = new_context(reduced_motion="reduce").new_page()
    page.goto(bridge.address)
    assert (
        page.evaluate("() => getComputedStyle(document.querySelector('.invitation a')).transitionDuration")
        == "0s"
    )

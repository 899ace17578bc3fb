"""A meter runs out, with and without JavaScript; and a reader gives an article to a friend."""

import json
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from playwright.sync_api import expect

from .joining import register_at_the_cut
from .paper import Story
from .steps import join, paragraphs


@pytest.fixture(scope="session")
def metered(paper):
    """Five stories behind a meter: two for strangers, another two for the registered."""
    made = paper.python(
        "from standfirst.newsroom.stories.actions import make_section\n"
        "from standfirst.newsroom.stories.testing import make_story\n"
        "section = make_section(title='World', slug='world')\n"
        "made = [make_story(section=section, title=f'Metered {number}', wall='metered:3:2/30:2/30')"
        " for number in range(1, 6)]\n"
        "answer = [[story.number, story.address] for story in made]"
    )
    return [Story(number, address) for number, address in made]


@pytest.fixture
def page(page):
    """A window so low that one has to scroll to the cut."""
    page.set_viewport_size({"width": 390, "height": 500})
    return page


def scroll_to_the_cut(page):
    page.locator("#cut").scroll_into_view_if_needed()
    page.mouse.wheel(0, 40)


def read_on(page, story):
    page.goto(story.address)
    assert len(paragraphs(page)) == 3
    scroll_to_the_cut(page)
    expect(page.locator(".story-below > p")).to_have_count(6)


def test_a_meter_counts_where_one_scrolls_to_the_cut_and_runs_out(page, mailbox, metered):
    page.goto(metered[0].address)
    expect(page.locator("#read-on")).to_have_text("Read on. 2 of 2 left")
    read_on(page, metered[0])
    expect(page.get_by_role("status").filter(has_text="1 of 2 left")).to_have_count(1)
    page.reload()
    assert len(paragraphs(page)) == 9  # it stays open, and at once
    read_on(page, metered[1])
    page.goto(metered[2].address)
    expect(page.get_by_role("heading", name="You have read your 2 free articles")).to_be_visible()
    scroll_to_the_cut(page)
    assert len(paragraphs(page)) == 3
    register_at_the_cut(page, mailbox, "metered@example.org")
    expect(page.locator(".story-below > p")).to_have_count(6)  # whoever joins in order to read on does
    page.goto(metered[3].address)
    expect(page.locator("#read-on")).to_have_text("Read on. 1 of 2 left")
    read_on(page, metered[3])
    page.goto(metered[4].address)
    expect(page.get_by_role("heading", name="You have read your 2 articles")).to_be_visible()
    page.goto(metered[0].address)
    assert len(paragraphs(page)) == 9  # read on as a stranger, and not taken back


def test_without_scrolling_nothing_is_counted(page, metered):
    page.goto(metered[0].address)
    page.wait_for_load_state("networkidle")
    assert page.context.cookies() == []
    assert len(paragraphs(page)) == 3


def test_without_javascript_a_button_counts_and_comes_back_to_the_cut(plain_page, metered):
    for story, left in zip(metered[:2], ("2 of 2", "1 of 2"), strict=True):
        plain_page.goto(story.address)
        plain_page.get_by_role("button", name=f"Read on. {left} left").click()
        plain_page.wait_for_url(f"**{story.address}#below")
        assert len(paragraphs(plain_page)) == 9
    plain_page.goto(metered[2].address)
    expect(plain_page.get_by_role("heading", name="You have read your 2 free articles")).to_be_visible()
    assert len(paragraphs(plain_page)) == 3


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_reader_gives_an_article_and_a_friend_reads_it(new_context, mailbox, paper, javascript):
    story = paper.story(title=f"Given {'in place' if javascript else 'plainly'}")
    giver = new_context(javascript=javascript).new_page()
    join(giver, mailbox, f"giver-{javascript}@example.org".lower())
    giver.goto(story.address)
    giver.get_by_role("link", name="Give this article").click()
    giver.get_by_role("button", name="Make the link").click()
    link = giver.get_by_label("Send this link").input_value()
    friend = new_context(javascript=javascript).new_page()
    friend.goto(link)
    expect(friend.get_by_role("heading", level=1)).to_contain_text("Given")
    assert friend.context.cookies() == []
    friend.get_by_role("button", name="Read the article").click()
    friend.wait_for_url(f"**{story.address}")
    assert len(paragraphs(friend)) == 9
    assert {cookie["name"] for cookie in friend.context.cookies()} == {"pass"}
    giver.reload()
    expect(giver.get_by_text("One has.")).to_be_visible()


def test_what_is_read_on_at_the_same_moment_is_never_one_too_many_nor_counted_twice(paper, metered):
    """Two articles for a reader: eight windows at once, each with a story of its own or all with one."""
    said = paper.standfirst("createreader", "hasty@example.org", "--confirmed", "--print-cookies", "--json")
    header = json.loads(said.stdout)["header"]

    def read_on(story):
        answer = httpx.post(
            f"{paper.url}/_/read-on/{story.number}",
            headers={"Cookie": header, "Sec-Fetch-Site": "same-origin", "Accept": "application/json"},
            timeout=60,
        )
        return answer.status_code

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(read_on, [metered[0]] * 8)) == {200}
        answers = list(pool.map(read_on, [*metered[1:], *metered[1:]]))
    rows = paper.python(
        "from standfirst.readers.models import ReadOn\n"
        "answer = ReadOn.objects.filter(reader__email='hasty@example.org').count()"
    )
    assert rows == 2
    assert answers.count(200) in {1, 2}  # the same story twice is read twice and counted once

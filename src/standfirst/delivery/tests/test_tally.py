"""Counting what goes out: what is counted, what is not, and that a database which is away loses nothing."""

import asyncio
import logging

import pytest

from standfirst.delivery import tally as module
from standfirst.delivery.tally import STEP, Line, Tally
from standfirst.delivery.testing import STRANGER, Page, SmallDjango, fetch, small_front

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
WHOLE = "81/whole"
NOON = 12 * 3600


class Book:
    """Where counts are handed over; it may refuse."""

    def __init__(self):
        self.lines = []
        self.refuses = False

    def save(self, lines):
        if self.refuses:
            raise OSError("the database is away")
        self.lines += lines

    @property
    def sums(self):
        return {
            line.name: sum(other.times for other in self.lines if other.name == line.name)
            for line in self.lines
        }


async def at_once(work):
    work()


@pytest.fixture
def book():
    return Book()


@pytest.fixture
def front(book):
    django = SmallDjango()
    django.page = Page(headers=[("Standfirst-Counted", WHOLE)])
    front = small_front(django)
    front.tally = Tally(book.save, at_once, now=lambda: NOON + 61)
    return front


def shown(front, **headers):
    said = {"user_agent": BROWSER, **headers}

    async def twice():
        first = await fetch(front, "/world/a-81", **said)
        second = await fetch(front, "/world/a-81", **said)
        await front.tally.hand_over()
        return first, second

    return asyncio.run(twice())


def test_a_page_counts_when_it_is_rendered_and_when_it_is_a_hit(front, book):
    shown(front)
    assert book.lines == [Line(WHOLE, STRANGER, NOON, 2)]
    assert NOON % STEP == 0


def test_a_page_the_browser_still_holds_is_a_page_that_is_read_again(front, book):
    etag = shown(front)[0]["etag"]
    assert shown(front, if_none_match=etag)[1].status == 304
    assert book.sums == {WHOLE: 4}


@pytest.mark.parametrize(
    "headers",
    [
        {"method": "HEAD"},
        {"sec_purpose": "prefetch;prerender"},
        {"user_agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"user_agent": "curl/8.5.0"},
        {"user_agent": ""},
    ],
    ids=["HEAD", "a browser that reads ahead", "a robot", "a tool", "nobody who says who"],
)
def test_what_no_person_reads_is_not_counted(front, book, headers):
    shown(front, **headers)
    assert book.lines == []


def test_behind_a_proved_edge_it_counts_all_the_same(front, book):
    shown(front, standfirst_edge="edge")
    assert book.sums == {WHOLE: 2}


def test_an_answer_of_ones_own_counts_when_it_says_so(front, book):
    front.renderer._bridge._application.page.keys = ""

    async def post():
        await fetch(front, "/_/read-on", method="POST", user_agent=BROWSER)
        await front.tally.hand_over()

    asyncio.run(post())
    assert book.sums == {WHOLE: 1}


def test_what_it_counts_as_is_told_to_no_visitor(front):
    assert not any(name.startswith(b"standfirst-") for got in shown(front) for name, _ in got.headers)


def test_while_the_database_is_away_counts_are_kept_and_keep_their_time(front, book, caplog):
    book.refuses = True
    with caplog.at_level(logging.WARNING, "standfirst.front"):
        shown(front)
        front.tally._now = lambda: NOON + STEP + 1
        shown(front)
    book.refuses = False
    asyncio.run(front.tally.hand_over())
    assert [(line.since, line.times) for line in book.lines] == [(NOON, 2), (NOON + STEP, 2)]
    assert len(caplog.records) == 1


def test_when_the_process_ends_the_last_seconds_are_handed_over(front, book):
    async def live():
        front.tally.start()
        await fetch(front, "/world/a-81", user_agent=BROWSER)
        await front.tally.close()

    asyncio.run(live())
    assert book.sums == {WHOLE: 1}


def test_made_up_kinds_fill_no_memory(book, monkeypatch, caplog):
    monkeypatch.setattr(module, "MOST", 10)
    tally = Tally(book.save, at_once)
    for number in range(50):
        tally.add(f"{number}/whole", STRANGER, {b"user-agent": BROWSER.encode()})
    with caplog.at_level(logging.WARNING, "standfirst.front"):
        asyncio.run(tally.hand_over())
    assert len(book.lines) == 10
    assert "40 pages were not counted" in caplog.text

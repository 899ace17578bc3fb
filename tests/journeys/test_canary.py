"""The canary on a real paper, under load while walls go up."""

import gzip
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection
from urllib.parse import urlsplit

import brotli

from standfirst.newsroom.stories.testing import CANARY

#: A wall holds so many seconds after it went up.
SOON = 1.0
STRANGERS = (
    {},
    {"Accept-Encoding": "br"},
    {"Accept-Encoding": "gzip", "Cookie": "edition=us"},
    {"Cookie": "edition=uk; pass=v1.a.b.c; reader=1", "User-Agent": "Googlebot"},
)
#: In the paper: walls go up and down, story by story and by a whole section; when each was up and until when.
WALLS = """
import time
from standfirst.newsroom.stories.models import Article, Section
def put(page, wall):
    page = type(page).objects.get(pk=page.pk)
    page.wall = wall
    page.save_revision().publish()
numbers, section = {numbers}, Section.objects.get(slug="tides")
stories = [Article.objects.get(pk=number) for number in numbers]
walled = []
for _ in range(2):
    up = []
    for story in stories[:-1]:
        put(story, "registered:3")
        up.append((story.address, time.time()))
        time.sleep(0.2)
    put(section, "registered:3")
    up.append((stories[-1].address, time.time()))
    time.sleep(2)
    until = time.time()
    walled += [(address, since, until) for address, since in up]
    for story in stories[:-1]:
        put(story, "open")
    put(section, "open")
    time.sleep(1)
answer = walled
"""


@dataclass
class Crowd:
    """Strangers who ask for the same stories without a pause, and when each heard what."""

    url: str
    addresses: list[str]
    heard: list[tuple[str, float, bool]] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    _over: threading.Event = field(default_factory=threading.Event)

    def __enter__(self):
        self._threads = [threading.Thread(target=self._ask, args=(stranger,)) for stranger in STRANGERS]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_error):
        self._over.set()
        for thread in self._threads:
            thread.join(30)

    def _ask(self, headers):
        parts = urlsplit(self.url)
        connection = HTTPConnection(parts.hostname, parts.port, timeout=30)
        turn = 0
        while not self._over.is_set():
            turn += 1
            for address in self.addresses:
                began = time.time()
                # A made-up query is the same page; every third time it is asked for so.
                connection.request(
                    "GET", address + (f"?utm={turn}" if turn % 3 == 0 else ""), headers=headers
                )
                answer = connection.getresponse()
                body = answer.read()
                if answer.status != 200:
                    self.failed.append(f"{answer.status} {address} {body[:90]!r} {headers}")
                unpack = {"br": brotli.decompress, "gzip": gzip.decompress}.get(
                    answer.getheader("Content-Encoding"), bytes
                )
                self.heard.append((address, began, CANARY.encode() in unpack(body)))
        connection.close()


def test_no_copy_is_served_one_second_after_the_wall_went_up(paper):
    stories = [paper.story(title=f"Tide {n}", section="Tides", wall="open") for n in range(4)]
    stories.append(paper.story(title="Tide of a section", section="Tides"))
    paper.python(
        "from standfirst.newsroom.stories.models import Section\n"
        "section = Section.objects.get(slug='tides'); section.wall = 'open'; section.save_revision().publish()"
    )
    with Crowd(paper.url, [story.address for story in stories]) as crowd:
        walled = paper.python(WALLS.replace("{numbers}", str([story.number for story in stories])))
    assert crowd.failed == []
    late = [
        f"{address} {began - since:.2f} s after its wall went up"
        for address, began, sang in crowd.heard
        for known, since, until in walled
        if sang and address == known and since + SOON <= began < until
    ]
    assert late == []
    while_walled = sum(
        1 for address, began, _ in crowd.heard for known, since, until in walled
        if address == known and since + SOON <= began < until
    )  # fmt: skip
    assert while_walled > 50, "nobody asked while the walls were up"
    assert sum(sang for _, _, sang in crowd.heard) > 50, "nobody heard anything while they were down"

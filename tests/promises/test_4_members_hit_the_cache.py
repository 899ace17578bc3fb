"""Promise 4: a signed pass in a cookie picks the stored copy. No database, no Django, on a hit."""

import asyncio
import subprocess
import sys
import time

import pytest

from standfirst.access.meter_cookies import MeterCookie
from standfirst.access.meter_cookies import sign as sign_meter
from standfirst.access.meters import today
from standfirst.access.passes import FRESH_FOR, Pass, new_tag, sign
from standfirst.access.rules import VisitorClass
from standfirst.delivery.testing import fetch
from standfirst.newsroom.stories.testing import CANARY
from standfirst.web.visits import pass_keys
from tests.in_process import front_in_this_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def front(story):
    return front_in_this_thread()


def a_pass():
    now = int(time.time())
    granted = Pass(VisitorClass.REGISTERED, new_tag(), fresh=now + FRESH_FOR, end=now + 10**6)
    return f"pass={sign(granted, next(iter(pass_keys().values())))}"


@pytest.fixture
def unsafe(monkeypatch):
    """Django refuses the database inside an event loop; here its own thread is the loop's."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def test_a_hit_asks_neither_django_nor_the_database(
    front, story, unsafe, monkeypatch, django_assert_num_queries
):
    for cookie in (a_pass(), "edition=uk"):
        asyncio.run(fetch(front, story.address, cookie=cookie))
    monkeypatch.setattr(front.bridge, "ask", lambda asked: pytest.fail("Django was asked"))
    with django_assert_num_queries(0):
        reader = asyncio.run(fetch(front, story.address, cookie=a_pass()))
        stranger = asyncio.run(fetch(front, story.address))
    assert (CANARY in reader.text, CANARY in stranger.text) == (True, False)


def test_two_readers_share_one_copy_and_no_copy_is_anybodys(front, story, unsafe):
    ben, cleo = (asyncio.run(fetch(front, story.address, cookie=a_pass())) for _ in range(2))
    assert ben["etag"] == cleo["etag"]
    assert not [name for name, _ in ben.headers if name == b"set-cookie"]


def test_an_open_story_is_stored_once_for_all_classes(front, story, unsafe, monkeypatch):
    type(story).objects.filter(pk=story.pk).update(wall="open")
    asyncio.run(fetch(front, story.address))
    monkeypatch.setattr(front.bridge, "ask", lambda asked: pytest.fail("Django was asked"))
    assert asyncio.run(fetch(front, story.address, cookie=a_pass())).status == 200


def a_meter(*articles):
    day = today(time.time())
    return f"meter={sign_meter(MeterCookie(dict.fromkeys(articles, day)), next(iter(pass_keys().values())))}"


def test_a_story_that_was_read_on_is_a_hit_picked_by_the_meter(
    front, story, unsafe, monkeypatch, django_assert_num_queries
):
    type(story).objects.filter(pk=story.pk).update(wall="metered:3:5/30")
    for meter in ("", a_meter(story.pk), a_meter(1, 2)):
        asyncio.run(fetch(front, story.address, cookie=meter))
    monkeypatch.setattr(front.bridge, "ask", lambda asked: pytest.fail("Django was asked"))
    with django_assert_num_queries(0):
        read = [
            asyncio.run(fetch(front, story.address, cookie=meter))
            for meter in ("", a_meter(story.pk, 7, 8, 9), a_meter(3, 4))
        ]
    assert [CANARY in page.text for page in read] == [False, True, False]
    assert "3 of 5 left" in read[2].text


def test_however_much_was_read_on_a_metered_story_is_a_few_copies(front, story, unsafe, monkeypatch):
    type(story).objects.filter(pk=story.pk).update(wall="metered:3:50/30")
    asked = []
    bridge = front.bridge.ask
    monkeypatch.setattr(front.bridge, "ask", lambda what: asked.append(what) or bridge(what))
    for count in range(0, 50, 3):
        asyncio.run(fetch(front, story.address, cookie=a_meter(*range(10**6, 10**6 + count))))
    assert len(asked) <= 4


def test_the_way_of_a_hit_knows_no_django():
    code = "import sys, standfirst.delivery.front; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

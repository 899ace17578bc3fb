"""The database server is stopped under a running paper, and later started again."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import httpx
import pytest

from tests.journeys.paper import Paper, Story, running
from tests.journeys.watching import CANARY, signed_in
from tests.postgres import PROGRAMS, Postgres, postgres

from .steps import FROM_THE_BROWSER, eventually

HOUR = 3600
pytestmark = pytest.mark.skipif(not PROGRAMS, reason="needs Debian's postgresql")


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    with postgres() as running:
        yield running


@pytest.fixture(scope="module")
def paper(server: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Paper]:
    with running(tmp_path_factory.mktemp("away") / "data", DATABASE_URL=server.url) as paper:
        yield paper


def client_of(paper: Paper, email: str, *, fresh: int) -> httpx.Client:
    cookies, tag = signed_in(paper, email, fresh=fresh)
    cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return httpx.Client(base_url=paper.url, timeout=30, headers={"Cookie": cookie, "X-Tag": tag})


def end_session(paper: Paper, client: httpx.Client) -> None:
    session = re.search(r"session=(\w+)", client.headers["Cookie"])
    assert session
    paper.python(
        "from django.contrib.sessions.models import Session\n"
        "from standfirst.delivery.bus import revoke\n"
        f"Session.objects.get(pk={session[1]!r}).delete()\n"
        f"revoke([{client.headers['X-Tag']!r}])"
    )


def test_for_three_hours_readers_read_on_with_the_right_access_and_forms_keep_their_words(
    paper: Paper, story: Story, server: Postgres, stranger: httpx.Client
):
    ben, thief = (client_of(paper, email, fresh=4) for email in ("ben@example.org", "thief@example.org"))
    carla = client_of(paper, "carla@example.org", fresh=-3 * HOUR)  # read last when the outage began
    unread = paper.story(title="Nobody has read this")
    for client in (stranger, ben, thief):
        assert client.get(story.address).status_code == 200
    assert stranger.get("/").status_code == 200
    end_session(paper, thief)
    eventually(lambda: CANARY not in thief.get(story.address).text)
    server.stop()
    try:
        eventually(lambda: stranger.get("/healthz").status_code == 503)
        assert stranger.get("/healthz").json()["database"] == "away"
        time.sleep(4)  # ben's pass is past the hour in which no question is asked
        for _ in range(3):
            assert CANARY not in stranger.get(story.address).text
            assert CANARY in ben.get(story.address).text
            assert CANARY in carla.get(story.address).text
            assert CANARY not in thief.get(story.address).text
        assert stranger.get("/").status_code == 200
        refused = stranger.get(unread.address)
        assert (refused.status_code, "retry-after" in refused.headers) == (503, True)
        assert "database does not answer" in refused.text
        words = "Words that took an hour to find"
        kept = ben.post(f"{story.address}/comments", data={"text": words}, headers=FROM_THE_BROWSER)
        assert (kept.status_code, words in kept.text) == (503, True)
        assert "the bus cannot be heard" in (paper.data / "run.log").read_text()
    finally:
        server.start()
    eventually(lambda: stranger.get("/healthz").status_code == 200)
    eventually(lambda: stranger.get(unread.address).status_code == 200)
    taken = ben.post(f"{story.address}/comments", data={"text": words}, headers=FROM_THE_BROWSER)
    assert taken.status_code == 303


def test_a_page_that_takes_half_a_minute_keeps_nobody_else_waiting(
    paper: Paper, story: Story, server: Postgres, stranger: httpx.Client
):
    import psycopg

    other = paper.story(title="Another story").address
    for address in (story.address, other):
        eventually(lambda a=address: stranger.get(a).status_code == 200)
    with psycopg.connect(**server.connection) as holder, holder.cursor() as cursor:
        paper.python(f"from standfirst.delivery.bus import forget\nforget(['article/{story.number}'])")
        time.sleep(0.5)
        cursor.execute("LOCK TABLE stories_article IN ACCESS EXCLUSIVE MODE")
        began = time.monotonic()
        assert stranger.get(other).status_code == 200
        hit = time.monotonic() - began
        slow = stranger.get(story.address)
        took = time.monotonic() - began
        again = time.monotonic()
        assert stranger.get(story.address).status_code == 200
        assert time.monotonic() - again < 1
        holder.rollback()
    assert hit < 1
    assert (slow.status_code, "Bridge reopens" in slow.text, CANARY in slow.text) == (200, True, False)
    assert took < 10
    assert "takes long to render" in (paper.data / "run.log").read_text()

"""A disk that is full, a worker that is killed, and clients that take their time, under a running paper."""

from __future__ import annotations

import os
import resource
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import httpx
import pytest

from tests.journeys.paper import Paper, Story, running
from tests.journeys.watching import CANARY, children_of, signed_in

from .steps import FROM_THE_BROWSER, eventually

WORDS = "Words that would not fit on the disk any more"


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Paper]:
    with running(tmp_path_factory.mktemp("full") / "data") as paper:
        yield paper


@contextmanager
def full_disk(paper: Paper) -> Iterator[None]:
    """No file of the front's can grow beyond a few kilobytes: writes fail as on a disk without room."""
    front = children_of(paper.pid)["front"]
    log = (paper.data / "run.log").stat().st_size
    before = resource.prlimit(front, resource.RLIMIT_FSIZE)
    resource.prlimit(front, resource.RLIMIT_FSIZE, (log + 16_000, before[1]))
    try:
        yield
    finally:
        resource.prlimit(front, resource.RLIMIT_FSIZE, before)


def test_with_a_full_disk_everybody_reads_and_words_are_kept(
    paper: Paper, story: Story, stranger: httpx.Client
):
    cookies, _tag = signed_in(paper, "ben@example.org", fresh=3600)
    ben = httpx.Client(base_url=paper.url, timeout=60, cookies=cookies)
    assert CANARY in ben.get(story.address).text
    with full_disk(paper):
        answers = [
            ben.post(f"{story.address}/comments", data={"text": f"{WORDS} {n}"}, headers=FROM_THE_BROWSER)
            for n in range(5)
        ]
        kept = answers[-1]
        assert (kept.status_code, WORDS in kept.text) == (503, True)
        assert CANARY in ben.get(story.address).text
        assert CANARY not in stranger.get(story.address).text
    eventually(
        lambda: (
            ben.post(f"{story.address}/comments", data={"text": WORDS}, headers=FROM_THE_BROWSER).status_code
            == 303
        )
    )
    said = (paper.data / "run.log").read_text()
    assert "OperationalError" in said


def test_while_the_worker_is_dead_everybody_reads_and_it_is_said(
    paper: Paper, story: Story, stranger: httpx.Client
):
    worker = children_of(paper.pid)["worker"]
    os.kill(worker, signal.SIGKILL)
    assert stranger.get(story.address).status_code == 200
    eventually(lambda: "the worker was ended by signal 9" in (paper.data / "run.log").read_text())
    eventually(lambda: children_of(paper.pid).get("worker", worker) != worker)


def test_a_front_that_is_killed_turns_nobody_away(paper: Paper, story: Story, stranger: httpx.Client):
    os.kill(children_of(paper.pid)["front"], signal.SIGKILL)
    time.sleep(0.2)
    assert httpx.get(paper.url + story.address, timeout=60).status_code == 200
    assert "the front was ended by signal 9" in (paper.data / "run.log").read_text()


def test_three_hundred_who_send_a_byte_now_and_then_keep_nobody_waiting(
    paper: Paper, story: Story, stranger: httpx.Client
):
    assert stranger.get(story.address).status_code == 200
    post = f"POST {story.address}/comments HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\ntext="
    with ExitStack() as stack:
        slow = []
        for number in range(300):
            connection = stack.enter_context(socket.create_connection(("127.0.0.1", paper.port)))
            kind = (
                b"GET / HTTP/1.1\r\nHost: x\r\nX: ",
                post.encode(),
                b"GET %s HTTP/1.1\r\nHost: x\r\n\r\n" % story.address.encode(),
            )
            connection.sendall(kind[number % 3])
            slow.append(connection)
        for _ in range(5):
            for number, connection in enumerate(slow):
                if number % 3 == 2:
                    connection.recv(1)
                else:
                    connection.sendall(b"a")
            began = time.monotonic()
            assert stranger.get(story.address).status_code == 200
            fresh = stranger.get("/search", params={"q": f"bridge {time.time()}"})
            assert fresh.status_code == 200
            assert time.monotonic() - began < 10

"""Five thousand open streams in one process on one core: how soon a new comment reaches them all, and what each holds.

The clock of a comment starts when its reader sends it, so the answer's own making counts too.
"""

from __future__ import annotations

import asyncio
import math
import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp

from .comments import EDGE, sign_readers_in
from .paper import add_story, running_paper
from .processes import CLIENT_CORE, BenchmarkError, memory_of, processor_time_of
from .table import Row

STREAMS, COMMENTS = 5_000, 20
#: So many are opened at a time.
AT_ONCE = 100
#: Seconds to wait for what never comes.
PATIENCE = 60


@dataclass
class Listeners:
    """All who listen to one thread."""

    topic: str
    open: int = 0
    #: When each heard of the comment that was sent last.
    heard: list[float] = field(default_factory=list)
    all_there: asyncio.Event = field(default_factory=asyncio.Event)
    all_heard: asyncio.Event = field(default_factory=asyncio.Event)

    def is_open(self) -> None:
        self.open += 1
        if self.open == STREAMS:
            self.all_there.set()

    def hears(self) -> None:
        self.heard.append(time.monotonic())
        if len(self.heard) == STREAMS:
            self.all_heard.set()


class Listener(asyncio.Protocol):
    """One browser's stream."""

    def __init__(self, among: Listeners, host: str) -> None:
        self._among, self._host, self._is_open = among, host, False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        asked = f"GET /_/stream?topics={self._among.topic} HTTP/1.1\r\nHost: {self._host}\r\n\r\n"
        transport.write(asked.encode())  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        if not self._is_open and b"retry:" in data:
            self._is_open = True
            self._among.is_open()
        if b"data:" in data:
            self._among.hears()


@dataclass
class Figures:
    """Seconds from sending a comment to each stream, kilobytes that a stream takes, and seconds of the processor that
    a comment takes in all processes together."""

    waits: list[float]
    kilobytes: float
    spent: float


def measure(folder: Path) -> list[Row]:
    with running_paper(folder / "paper", STANDFIRST_EDGE_SECRET=EDGE) as paper:
        address = add_story(paper)
        sessions = sign_readers_in(paper)
        topic: str = paper.python(
            "from standfirst.forum.keys import thread_key\n"
            "from standfirst.newsroom.stories.models import Article\n"
            "answer = thread_key(Article.objects.first().pk)"
        )
        before = os.sched_getaffinity(0)
        os.sched_setaffinity(0, {int(CLIENT_CORE)})
        try:
            url = paper.url.replace("localhost", "127.0.0.1")
            got = asyncio.run(_listen_and_speak(f"{url}{address}/comments", sessions, topic, paper.pid))
        except TimeoutError:
            raise BenchmarkError("not every stream was opened, or heard of a comment") from None
        finally:
            os.sched_setaffinity(0, before)
    slow = 1000 * sorted(got.waits)[math.ceil(0.99 * len(got.waits)) - 1]
    return [
        Row(f"a new comment at {STREAMS:,} streams, p99", slow, None, "ms", "< 1 000 ms", "", slow < 1000),
        Row("the processor's time for one comment and its streams", 1000 * got.spent, None, "ms", "–"),
        Row("memory of an open stream", got.kilobytes, None, "KB", "< 40 KB", "", got.kilobytes < 40),
    ]


async def _listen_and_speak(address: str, sessions: list[str], topic: str, pid: int) -> Figures:
    parts, among = urlsplit(address), Listeners(topic)
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as client:
        await _speak(client, address, sessions[0], 0)  # what is made once is made
        held = memory_of(pid)
        transports = await _open(among, parts.hostname or "", parts.port or 0)
        kilobytes = (memory_of(pid) - held) * 1024 / STREAMS
        waits: list[float] = []
        spent = processor_time_of(pid)
        for number in range(1, COMMENTS + 1):
            among.heard, among.all_heard = [], asyncio.Event()
            sent = time.monotonic()
            await _speak(client, address, sessions[number], number)
            await asyncio.wait_for(among.all_heard.wait(), PATIENCE)
            waits += [at - sent for at in among.heard]
        spent = (processor_time_of(pid) - spent) / COMMENTS
    for transport in transports:
        transport.close()
    return Figures(waits, kilobytes, spent)


async def _open(among: Listeners, host: str, port: int) -> list[asyncio.BaseTransport]:
    loop, transports = asyncio.get_running_loop(), []
    for _ in range(STREAMS // AT_ONCE):
        made = [
            loop.create_connection(lambda: Listener(among, f"{host}:{port}"), host, port)
            for _ in range(AT_ONCE)
        ]
        transports += [transport for transport, _protocol in await asyncio.gather(*made)]
    await asyncio.wait_for(among.all_there.wait(), PATIENCE)
    return transports


async def _speak(client: aiohttp.ClientSession, address: str, session: str, number: int) -> None:
    headers = {"Sec-Fetch-Site": "same-origin", "Standfirst-Edge": EDGE, "Cookie": session}
    said = {"text": f"Number {number} of the words that nobody said before."}
    async with client.post(address, data=said, headers=headers, allow_redirects=False) as answer:
        if answer.status != 303:
            raise BenchmarkError(f"a comment was answered {answer.status}: {(await answer.text())[:500]}")

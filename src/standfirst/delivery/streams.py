"""`/_/stream?topics=thread/81,inbox/…`: server-sent events. They carry names and numbers, never a text.

One stream a browser (see stream.js). An event is `data: thread/81 3`; the page then fetches the ordinary page
that obeys every rule. A stream begins with what was said of its topics in the last minute: a page is read before its
stream is open, and streams break. (Server-sent events:
https://html.spec.whatwg.org/multipage/server-sent-events.html)
"""

from __future__ import annotations

import asyncio
import logging
import math
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from ipaddress import IPv6Address, ip_address
from urllib.parse import parse_qs

from .asgi import Receive, Scope, Send, say

log = logging.getLogger("standfirst.streams")

MOST_TOPICS = 20
LONGEST_TOPIC = 80
#: Open streams of one process, and of one network address (an IPv6 /64 is one).
MOST_STREAMS = 10_000
MOST_FROM_ONE = 100
#: Seconds between two signs of life, so that a proxy keeps a quiet stream and a dead one is noticed.
HEARTBEAT = 25.0
#: Milliseconds a browser waits before it comes back.
COME_BACK = 3000
#: Seconds for which what was said is said again to who comes later, and about so many topics at most.
LATELY = 60.0
MOST_LATELY = 10_000
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_/")
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"private, no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]


class _Stream:
    """One open stream: what it has not been told yet, the newest number of each topic only."""

    __slots__ = ("is_closed", "news", "woken")

    def __init__(self) -> None:
        self.news: dict[str, int] = {}
        self.woken = asyncio.Event()
        self.is_closed = False

    def tell(self, topic: str, number: int) -> None:
        self.news[topic] = number
        self.woken.set()

    def close(self) -> None:
        self.is_closed = True
        self.woken.set()


class _Lately:
    """The newest number of each topic of the last minute. Any thread keeps, the event loop asks."""

    def __init__(self) -> None:
        self._said: dict[str, tuple[float, int]] = {}
        self._lock = threading.Lock()

    def keep(self, topic: str, number: int) -> None:
        now = time.monotonic()
        with self._lock:
            self._said.pop(topic, None)  # the newest stands last
            self._said[topic] = (now, number)
            while len(self._said) > MOST_LATELY or next(iter(self._said.values()))[0] < now - LATELY:
                del self._said[next(iter(self._said))]

    def of(self, topics: list[str]) -> list[tuple[str, int]]:
        since = time.monotonic() - LATELY
        said = [(topic, self._said.get(topic, (-math.inf, 0))) for topic in topics]
        return [(topic, number) for topic, (at, number) in said if at >= since]


class Streams:
    """All open streams of this process. Everything but `announce` runs in the event loop."""

    def __init__(self, *, address_of: Callable[[Scope], str], most: int = MOST_STREAMS) -> None:
        self._address_of = address_of
        self._most = most
        self._by_topic: dict[str, set[_Stream]] = {}
        self._open: set[_Stream] = set()
        self._from: Counter[str] = Counter()
        self._lately = _Lately()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._is_closing = False

    def announce(self, topic: str, number: int) -> None:
        """Tell all who listen to `topic`; from any thread."""
        self._lately.keep(topic, number)
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop is closing
                self._loop.call_soon_threadsafe(self._tell, topic, number)

    def close(self) -> None:
        """End every stream, so that the process can stop at once."""
        self._is_closing = True
        for stream in tuple(self._open):
            stream.close()

    def __len__(self) -> int:
        return len(self._open)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        topics = topics_in(scope["query_string"].decode("latin-1"))
        if scope["method"] != "GET" or not topics:
            await say(send, 400, f"A stream needs 1 to {MOST_TOPICS} topics.\n")
            return
        network = network_of(self._address_of(scope))
        if self._is_closing or len(self._open) >= self._most:
            await say(send, 503, "Too many streams are open.\n", headers=[(b"retry-after", b"60")])
        elif network and self._from[network] >= MOST_FROM_ONE:
            await say(send, 429, "Too many streams are open from here.\n", headers=[(b"retry-after", b"60")])
        else:
            await self._serve(topics, network, receive, send)

    async def _serve(self, topics: list[str], network: str, receive: Receive, send: Send) -> None:
        self._loop = asyncio.get_running_loop()
        stream = _Stream()
        self._open.add(stream)
        self._from[network] += 1
        for topic in topics:
            self._by_topic.setdefault(topic, set()).add(stream)
        for topic, number in self._lately.of(topics):  # after it listens, so that nothing falls between
            stream.tell(topic, number)
        leaving = asyncio.ensure_future(_until_left(receive, stream))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
            await _feed(stream, send)
        except Exception as error:  # noqa: BLE001 - the visitor is gone; how the server says so is its own affair
            log.debug("a stream ended: %s", error)
        finally:
            leaving.cancel()
            self._forget(stream, topics, network)

    def _forget(self, stream: _Stream, topics: list[str], network: str) -> None:
        self._open.discard(stream)
        self._from[network] -= 1
        if not self._from[network]:
            del self._from[network]
        for topic in topics:
            listeners = self._by_topic.get(topic, set())
            listeners.discard(stream)
            if not listeners:
                self._by_topic.pop(topic, None)

    def _tell(self, topic: str, number: int) -> None:
        for stream in self._by_topic.get(topic, ()):
            stream.tell(topic, number)


async def _until_left(receive: Receive, stream: _Stream) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    stream.close()


async def _feed(stream: _Stream, send: Send) -> None:
    said = f"retry: {COME_BACK}\n\n"
    while True:
        await send({"type": "http.response.body", "body": said.encode(), "more_body": True})
        try:
            async with asyncio.timeout(HEARTBEAT):  # `wait_for` would hold a task of its own for each stream
                await stream.woken.wait()
        except TimeoutError:
            said = ":\n\n"
            continue
        if stream.is_closed:
            await send({"type": "http.response.body", "body": b""})
            return
        stream.woken.clear()
        news, stream.news = stream.news, {}
        said = "".join(f"data: {topic} {number}\n\n" for topic, number in news.items())


def topics_in(query: str) -> list[str]:
    """The topics that are asked for; an empty list when one of them is none, or when there are too many."""
    try:
        asked = parse_qs(query, max_num_fields=5).get("topics", [""])[-1]
    except ValueError:
        return []
    topics = sorted(set(asked.split(",")))
    good = all(topic and len(topic) <= LONGEST_TOPIC and set(topic) <= _LETTERS for topic in topics)
    return topics if good and len(topics) <= MOST_TOPICS else []


def network_of(address: str) -> str:
    """What counts as one visitor's network; empty for this machine itself, where a proxy may stand."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if known.is_loopback:
        return ""
    if isinstance(known, IPv6Address) and known.ipv4_mapped is None:
        return f"{int(known) >> 64:x}/64"
    return str(known)

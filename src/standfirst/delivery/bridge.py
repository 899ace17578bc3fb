"""The way from the Front to Django: its synchronous handler (WSGI, PEP 3333) in a small pool of threads.

Three things keep a slow visitor from holding a thread. The body is here before a thread is taken; a
response is read to its end by that one thread (a database iterator must not wander between threads) into a
spool; and the spool, not the thread, waits for whoever reads slowly.
"""

from __future__ import annotations

import asyncio
import io
import logging
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from typing import IO, Any, TypeVar, cast

from .asgi import Header, Receive

T = TypeVar("T")
WsgiApp = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
log = logging.getLogger("standfirst.front")

#: Bytes of a body that stay in memory; more goes to a temporary file.
IN_MEMORY = 256 * 1024
#: Seconds without a single byte after which an upload is given up.
PATIENCE = 30.0
#: Bytes a second that an upload must bring, once it is older than that.
LEAST_RATE = 2048
#: Requests that may wait for a thread; whoever comes later is told to come again.
MOST_WAITING = 1000
#: Seconds that a change waits for those before it; then it goes beside them.
TURN_PATIENCE = 0.2


class Refused(Exception):
    """The request cannot be served; `status` and the text say why."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status


@dataclass(slots=True)
class Asked:
    """A request as Django is to see it."""

    method: str
    path: str
    query: str
    headers: list[Header]
    client: str = ""
    scheme: str = "http"
    server: tuple[str, int] = ("localhost", 80)
    body: IO[bytes] = field(default_factory=io.BytesIO)
    length: int = 0
    #: What the composition root hands to Django's middleware, under names of its own.
    extra: dict[str, object] = field(default_factory=dict)

    @property
    def changes(self) -> bool:
        """May it change something?"""
        return self.method not in {"GET", "HEAD"}

    def environ(self) -> dict[str, Any]:
        environ: dict[str, Any] = {
            "REQUEST_METHOD": self.method,
            "SCRIPT_NAME": "",
            "PATH_INFO": self.path.encode("utf-8", "surrogateescape").decode("latin-1"),
            "QUERY_STRING": self.query,
            "SERVER_NAME": self.server[0],
            "SERVER_PORT": str(self.server[1]),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": self.client,
            "CONTENT_LENGTH": str(self.length),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": self.scheme,
            "wsgi.input": self.body,
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }
        for name, value in self.headers:
            text = value.decode("latin-1")
            if name == b"content-type":
                environ["CONTENT_TYPE"] = text
            elif name != b"content-length":
                key = "HTTP_" + name.decode("latin-1").upper().replace("-", "_")
                between = "; " if name == b"cookie" else ","
                environ[key] = environ[key] + between + text if key in environ else text
        return {**environ, **self.extra}


@dataclass(slots=True)
class Answer:
    """What Django said, whole."""

    status: int
    headers: list[Header]
    body: IO[bytes]
    length: int

    def read(self) -> bytes:
        return self.body.read()

    def header(self, name: bytes) -> bytes:
        return next((value for known, value in self.headers if known == name), b"")


async def _in(pool: ThreadPoolExecutor, work: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(pool, work)


class Bridge:
    """Runs a WSGI application in `threads` threads; where one alone may write, changes in a thread of their own.

    SQLite lets one write. Whoever else came that far would hold a thread only to ask again and again whether it is
    free now, and readers would wait for that thread. And the one connection that writes knows the pages it writes on:
    of many, each would have to learn what another wrote.
    """

    def __init__(self, application: WsgiApp, *, threads: int, one_writes: bool = False) -> None:
        self._application = application
        #: Called after every change, in the thread that made it, so that whoever asked sees it on the next page.
        self.catch_up: Callable[[], None] = lambda: None
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="django")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="writer") if one_writes else self._pool
        self._turns = asyncio.Semaphore(1 if one_writes else threads)
        self._standing_by = asyncio.Semaphore(max(1, threads // 2))
        self._threads = threads
        self._waiting = 0

    async def run(self, work: Callable[[], T], *, in_turn: bool = False) -> T:
        """Do something in one of Django's threads, changes `in_turn`. Raises Refused (503) when too many wait."""
        if self._waiting >= MOST_WAITING + self._threads:
            raise Refused(503, "The paper is very busy just now. Please try again in a moment.")
        self._waiting += 1
        try:
            return await (self._in_turn(work) if in_turn else _in(self._pool, work))
        finally:
            self._waiting -= 1

    async def _in_turn(self, work: Callable[[], T]) -> T:
        try:
            async with asyncio.timeout(TURN_PATIENCE):
                await self._turns.acquire()
        except TimeoutError:  # whoever's turn it is waits for another house: a scorer, a provider
            async with self._standing_by:
                return await _in(self._pool, work)
        try:
            return await _in(self._writer, work)
        finally:
            self._turns.release()

    def ask(self, asked: Asked) -> Answer:
        """Call Django and read its whole answer; in one of the threads. Whatever it raises becomes a 500."""
        answer = self._answer(asked)
        if asked.changes:
            self.catch_up()
        return answer

    def _answer(self, asked: Asked) -> Answer:
        said: list[tuple[str, list[tuple[str, str]]]] = []

        def start_response(status: str, headers: list[tuple[str, str]], _info: object = None) -> None:
            said.append((status, headers))

        spool = cast("IO[bytes]", SpooledTemporaryFile(IN_MEMORY))  # noqa: SIM115 - handed to whoever sends it
        length = 0
        try:
            response = self._application(asked.environ(), start_response)
            try:
                for chunk in response:
                    spool.write(chunk)
                    length += len(chunk)
            finally:
                close = getattr(response, "close", None)
                if close is not None:
                    close()
            status, headers = said[-1]
        except Exception:
            log.exception("%s %s failed", asked.method, asked.path)
            spool.close()
            return _failed()
        spool.seek(0)
        pairs = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        return Answer(int(status[:3]), pairs, spool, length)

    def close(self) -> None:
        for pool in (self._pool, self._writer):
            pool.shutdown(wait=False, cancel_futures=True)


def _failed() -> Answer:
    body = b"Something went wrong on our side. Please try again in a moment.\n"
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"private, no-store")]
    return Answer(500, headers, io.BytesIO(body), len(body))


async def spool_body(receive: Receive, *, most: int) -> tuple[IO[bytes], int]:
    """The whole body of a request and its length in bytes.

    Raises Refused: 413 beyond `most` bytes, 408 when too little comes, 400 when the sender left.
    """
    spool = cast("IO[bytes]", SpooledTemporaryFile(IN_MEMORY))  # noqa: SIM115 - handed to Django
    length = 0
    began = time.monotonic()
    try:
        while True:
            earned = began + PATIENCE + length / LEAST_RATE - time.monotonic()
            message = await asyncio.wait_for(receive(), max(0.0, min(PATIENCE, earned)))
            if message["type"] == "http.disconnect":
                raise Refused(400, "The upload ended too early.")
            chunk = message.get("body", b"")
            length += len(chunk)
            if length > most:
                raise Refused(413, f"This is too large: at most {most // 1024} KB can be sent here.")
            spool.write(chunk)
            if not message.get("more_body", False):
                spool.seek(0)
                return spool, length
    except TimeoutError:
        spool.close()
        raise Refused(408, "This came too slowly, so it was given up.") from None
    except Refused:
        spool.close()
        raise

"""HTTP/1.1 on the wire: uvicorn's protocol, with a shorter way for hits, and with an end to every patience.

A hit needs no task, no scope and no messages: when its headers are complete, one look at the Front gives the
bytes. All else is uvicorn's own way over ASGI. What uvicorn leaves open is closed here: headers that never end,
connections that nobody uses, and readers who take no byte.
"""

from __future__ import annotations

import asyncio
import logging
import socket
from math import inf
from typing import cast

from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import Server

from .front import Front

log = logging.getLogger("standfirst.front")
#: Seconds from the first byte of a request to the end of its headers.
HEADERS_PATIENCE = 20
#: Seconds for which an idle connection stays; longer than an edge keeps its own to us.
KEPT_OPEN = 75
#: Seconds after which a reader who takes no byte of an answer is given up.
STUCK_PATIENCE = 60
#: Bytes of headers that are looked at; `gate` refuses sooner what came in one piece.
MOST_HEADER_BYTES = 64 * 1024
#: Connections that may be open at once: pages, and one stream for every reader who has the paper open.
MOST_CONNECTIONS = 12_000
#: Connections that the kernel keeps for us while we are busy, or while a process is started again.
BACKLOG = 2048
#: Seconds that open answers are given when the paper stops.
STOPPING_PATIENCE = 5
_TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-type: text/plain; charset=utf-8\r\n"
    b"cache-control: private, no-store\r\ncontent-length: 41\r\nconnection: close\r\n\r\n"
    b"The headers of this request have no end.\n"
)


class _Clock:
    """Seconds since the server began, and the end of every head: moved once a second, read at every hit."""

    seconds = 0
    #: The date as a header, and the empty line.
    date = b"\r\n"


_clock = _Clock()


class FrontProtocol(HttpToolsProtocol):
    """One connection."""

    app: Front
    #: When (by the clock) this connection is given up, unless something happens before.
    _due: float = 0.0
    #: Bytes that waited for the reader at the last look, and since when they have been as many.
    _waiting, _waiting_since = 0, 0
    _head_bytes = 0
    _is_in_head = False
    _is_hit = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(cast("asyncio.Transport", transport))
        self._due = _clock.seconds + HEADERS_PATIENCE

    def data_received(self, data: bytes) -> None:
        if self._is_in_head:
            self._head_bytes += len(data)
            if self._head_bytes > MOST_HEADER_BYTES:
                self.transport.write(_TOO_LARGE)
                self.transport.close()
                return
        super().data_received(data)

    def on_message_begin(self) -> None:
        self._is_in_head, self._head_bytes = True, 0
        self._due = _clock.seconds + HEADERS_PATIENCE
        self.url = b""
        self.headers = []
        self._is_hit = False

    def on_headers_complete(self) -> None:
        self._is_in_head = False
        if self._answer_at_once():
            self._is_hit = True
            self._due = _clock.seconds + KEPT_OPEN
            return
        self._due = inf
        url, headers = self.url, self.headers
        super().on_message_begin()  # what a hit did not need
        self.url = url
        for name, value in headers:
            super().on_header(name, value)
        super().on_headers_complete()

    def on_header(self, name: bytes, value: bytes) -> None:
        if self._is_in_head:  # trailers are nobody's headers
            self.headers.append((name.lower(), value))

    def on_body(self, body: bytes) -> None:
        if not self._is_hit:
            super().on_body(body)

    def on_message_complete(self) -> None:
        if not self._is_hit:
            super().on_message_complete()

    def _answer_at_once(self) -> bool:
        """Write a hit, if this plain GET is one, and if nothing stands before it in this connection."""
        parser, url = self.parser, self.url
        if (
            parser.get_method() != b"GET"
            or not url.isascii()
            or not url.startswith(b"/")
            or b"?" in url
            or b"%" in url
            or parser.get_http_version() != "1.1"
            or not parser.should_keep_alive()
            or (self.cycle is not None and not self.cycle.response_complete)
            or self.flow.write_paused
        ):
            return False
        headers = dict(self.headers)
        if (
            len(headers) != len(self.headers)
            or b"content-length" in headers
            or b"transfer-encoding" in headers
        ):
            return False
        try:
            found = self.app.hit(url.decode("ascii"), headers)
        except Exception:  # what is raised here the parser would take for a broken request
            log.exception("a hit failed; the page goes the longer way")
            found = None
        if found is None:
            return False
        face, is_known = found
        if is_known:
            self.transport.write(face.unchanged_head + _clock.date)
        else:
            self.transport.writelines((face.head, _clock.date, face.content))
        return True

    def look_after(self) -> None:
        """Give this connection up if its time has come; asked once a second."""
        try:
            now, waiting = _clock.seconds, self.transport.get_write_buffer_size()
        except RuntimeError:  # it was closed since the last look
            return
        if waiting == 0 or waiting != self._waiting:
            self._waiting, self._waiting_since = waiting, now
        elif now - self._waiting_since >= STUCK_PATIENCE:
            self.transport.abort()
        if waiting == 0 and now >= self._due:
            self.transport.close()


class FrontServer(Server):
    """Uvicorn's server, which looks after its connections and ends the streams before it stops."""

    def __init__(self, front: Front) -> None:
        config = Config(
            front,
            http=FrontProtocol,
            loop="uvloop",
            ws="none",
            interface="asgi3",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=MOST_CONNECTIONS,
            backlog=BACKLOG,
            timeout_keep_alive=KEPT_OPEN,
            timeout_graceful_shutdown=STOPPING_PATIENCE,
        )
        super().__init__(config)
        self._front = front
        # What strangers send that is no HTTP is theirs to know.
        logging.getLogger("uvicorn.error").setLevel(logging.ERROR)

    async def on_tick(self, counter: int) -> bool:
        done = await super().on_tick(counter)
        if counter % 10 == 0:
            _clock.seconds += 1
            lines = [b"%s: %s\r\n" % header for header in self.server_state.default_headers]
            _clock.date = b"".join(lines) + b"\r\n"
            for connection in tuple(self.server_state.connections):
                cast("FrontProtocol", connection).look_after()
        return done

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._front.end_streams()  # a stream never ends by itself, and an open answer is waited for
        await super().shutdown(sockets)

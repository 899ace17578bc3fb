"""One kept connection to a push service: HTTP/1.1, one request after another, over httptools' parser.

A general client spends more on a small request than its encryption costs; this one does what a push needs.
"""

from __future__ import annotations

import asyncio
from typing import cast

from httptools import HttpParserError, HttpResponseParser

#: Services answer with a few hundred bytes; whoever sends more loses the connection.
MOST_BYTES = 16 * 1024


class Cut(Exception):
    """The connection ended before the answer did."""

    def __init__(self, why: str, *, was_heard: bool) -> None:
        super().__init__(why)
        #: Had the other side said anything to this request?
        self.was_heard = was_heard


class Connection(asyncio.Protocol):
    """`ask` one thing at a time. What the peer says unasked ends the connection."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._parser = HttpResponseParser(self)
        self._answer: asyncio.Future[tuple[int, str]] | None = None
        self._bytes = 0
        self._retry_after = ""
        self._has_status = False

    @property
    def is_open(self) -> bool:
        return self._transport is not None and not self._transport.is_closing()

    async def ask(self, request: bytes) -> tuple[int, str]:
        """Status and Retry-After. Raises Cut. Cancelling it ends the connection, whose answer nobody awaits."""
        if self._answer is not None:
            raise RuntimeError("a connection answers one request after another")
        if self._transport is None or self._transport.is_closing():
            raise Cut("the connection is closed", was_heard=False)
        self._answer = asyncio.get_running_loop().create_future()
        self._bytes, self._retry_after, self._has_status = 0, "", False
        self._transport.write(request)
        try:
            return await self._answer
        except asyncio.CancelledError:
            self.close()
            raise
        finally:
            self._answer = None

    def close(self) -> None:
        if self._transport is not None:
            self._transport.abort()

    # --- asyncio.Protocol ---

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self._bytes += len(data)
        if self._answer is None or self._bytes > MOST_BYTES:
            self._end("the service said more than an answer")
            return
        try:
            self._parser.feed_data(data)
        except HttpParserError as error:
            self._end(f"the answer is no HTTP: {error}")

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        if (
            self._has_status
        ):  # an answer without a length ends with its connection, and its text is of no interest
            self._settle()
        self._fail(f"the connection was cut: {exc}" if exc else "the connection was closed")

    # --- httptools ---

    def on_header(self, name: bytes, value: bytes) -> None:
        if name.lower() == b"retry-after":
            self._retry_after = value.decode("latin-1")

    def on_headers_complete(self) -> None:
        # An interim answer (RFC 9110, 15.2) is none: the real one follows.
        self._has_status = self._parser.get_status_code() >= 200

    def on_message_complete(self) -> None:
        if not self._has_status:
            return
        if not self._parser.should_keep_alive() and self._transport is not None:
            self._transport.close()
        self._settle()

    def _settle(self) -> None:
        self._has_status = False
        if self._answer is not None and not self._answer.done():
            self._answer.set_result((self._parser.get_status_code(), self._retry_after))

    def _end(self, why: str) -> None:
        self._fail(why)
        self.close()

    def _fail(self, why: str) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(Cut(why, was_heard=self._bytes > 0))

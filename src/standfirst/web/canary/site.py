"""A running site, asked over HTTP: one connection, no faster than is polite."""

from __future__ import annotations

import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import quote, urlsplit

from .asking import Question, Reply

#: Bytes of an answer that are read; seconds to wait for one.
MOST_READ = 8 * 1024 * 1024
PATIENCE = 20.0
#: Seconds that a limit is waited for, and how often.
LONGEST_WAIT, MOST_WAITS = 120, 3
#: A stream never ends: of these addresses so many bytes are read.
STREAMS = "/_/stream"
_AS_WRITTEN = "/%?=&;:@,+~!$'()*"


class Site:
    """Asks the site at `url`, which is a scheme, a host and perhaps a port."""

    def __init__(self, url: str, *, rate: float, sleep: Callable[[float], None] = time.sleep) -> None:
        parts = urlsplit(url)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        self._connection = kind(parts.hostname or "", parts.port, timeout=PATIENCE)
        self._between = 1 / rate
        self._next = 0.0
        self._sleep = sleep

    def close(self) -> None:
        self._connection.close()

    def ask(self, question: Question) -> Reply:
        """Raises OSError when the site cannot be reached, or says nothing that could be read."""
        for _ in range(MOST_WAITS):
            reply = self._ask_once(question)
            if reply.status != 429:
                break
            said = reply.header("retry-after")
            self._sleep(min(int(said) if said.isdigit() else 30, LONGEST_WAIT))
        return reply

    def _ask_once(self, question: Question) -> Reply:
        self._sleep(max(0.0, self._next - time.monotonic()))
        self._next = time.monotonic() + self._between
        try:
            return self._speak(question)
        except (HTTPException, ConnectionError):
            self._connection.close()  # a kept connection may have been ended meanwhile: once more on a new one
        try:
            return self._speak(question)
        except HTTPException as error:
            self._connection.close()
            raise OSError(f"{type(error).__name__}: {error}") from error

    def _speak(self, question: Question) -> Reply:
        headers = {"User-Agent": "standfirst canary", "Accept-Encoding": "identity", **question.sent}
        self._connection.request(question.method, quote(question.address, safe=_AS_WRITTEN), headers=headers)
        answer = self._connection.getresponse()
        is_stream = question.address.startswith(STREAMS) and answer.status == 200
        body = answer.readline() if is_stream else answer.read(MOST_READ)
        if is_stream or not answer.isclosed():
            self._connection.close()  # the rest is not wanted
        return Reply(answer.status, tuple(answer.getheaders()), body)

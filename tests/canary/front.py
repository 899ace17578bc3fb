"""The real Front over the real Django in one thread, so that both see the test's own transaction."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import unquote

from django.db import transaction

from standfirst.delivery.front import Front
from standfirst.web.canary.asking import Question, Reply
from tests.in_process import InThisThread


def real_front(monkeypatch: Any) -> Front:
    """The Front as the composition root makes it, for the settings as they are now."""
    from standfirst.web import asgi

    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    monkeypatch.setattr(asgi, "Bridge", InThisThread)
    front = asgi.make_front()
    # The bus reads with a connection of its own, which sees no test's transaction.
    front.bridge.catch_up = lambda: None
    return front


class FrontAsker:
    """Asks the Front. Whatever a question changed is undone, so that every question meets the same paper."""

    def __init__(self, front: Front) -> None:
        self.front = front
        self._loop = asyncio.new_event_loop()

    def close(self) -> None:
        self._loop.close()

    def ask(self, question: Question) -> Reply:
        with transaction.atomic():
            reply = self.send(question)
            transaction.set_rollback(True)
        return reply

    def send(self, question: Question, body: bytes = b"") -> Reply:
        """The same with a body, and for good."""
        return self._loop.run_until_complete(self._ask(question, body))

    async def _ask(self, question: Question, body: bytes) -> Reply:
        path, _, query = question.address.partition("?")
        named = {"host": "localhost", **{name.lower(): value for name, value in question.sent.items()}}
        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": question.method,
            "path": unquote(path),
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": [(name.encode(), value.encode("latin-1")) for name, value in named.items()],
            "client": ("192.0.2.7", 4711),
            "server": ("127.0.0.1", 8000),
            "scheme": "http",
        }
        incoming = [{"type": "http.request", "body": body, "more_body": False}]
        sent: list[Any] = []

        async def receive() -> Any:
            return incoming.pop() if incoming else {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            sent.append(message)

        await self.front(scope, receive, send)
        headers = tuple((name.decode(), value.decode("latin-1")) for name, value in sent[0]["headers"])
        return Reply(sent[0]["status"], headers, b"".join(part.get("body", b"") for part in sent[1:]))

"""`/healthz`: is the front alive, does the database answer, does the worker's heart beat?"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from django.db import Error
from django.db.models import Max
from django.utils import timezone

from standfirst.delivery.asgi import PLAIN, Receive, Scope, Send
from standfirst.delivery.bridge import Refused
from standfirst.delivery.models import Beat

WORKER = "worker"
#: Seconds after which a worker that has not said a word is taken for dead.
SILENT = 30.0
#: Seconds for which an answer is given again, so that asking often costs nothing.
REMEMBERED_FOR = 1.0
#: Seconds the database is given to answer.
PATIENCE = 3.0


def look() -> dict[str, object]:
    """Ask the database; in one of Django's threads."""
    try:
        beat = Beat.objects.filter(name__startswith=WORKER).aggregate(last=Max("at"))["last"]
    except Error:
        return {"front": "ok", "database": "away", "worker": "unknown"}
    silent = None if beat is None else (timezone.now() - beat).total_seconds()
    worker = "ok" if silent is not None and silent < SILENT else "silent"
    return {"front": "ok", "database": "ok", "worker": worker, "worker_silent_for": silent}


@dataclass(slots=True)
class Health:
    """The answer (ASGI): 200 while the database answers, else 503. A silent worker is said, and is no 503:
    readers are still served."""

    ask: Callable[[Callable[[], dict[str, object]]], Awaitable[dict[str, object]]]
    _known: dict[str, object] = field(default_factory=dict)
    _until: float = 0.0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        del receive
        if time.monotonic() >= self._until:
            try:
                self._known = await asyncio.wait_for(self.ask(look), PATIENCE)
            except (Refused, TimeoutError):
                self._known = {"front": "busy", "database": "unknown", "worker": "unknown"}
            self._until = time.monotonic() + REMEMBERED_FOR
        body = json.dumps(self._known).encode() + b"\n"
        headers = [(b"content-type", b"application/json"), *PLAIN[1:], (b"content-length", b"%d" % len(body))]
        status = 200 if self._known["database"] == "ok" else 503
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})

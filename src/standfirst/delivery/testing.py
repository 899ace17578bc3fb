"""A client that speaks ASGI to the Front in the same process, and a Django made of one function."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import brotli

from .asgi import App, Header, Message
from .bridge import Bridge
from .front import Ask, Front, Policy, Visited
from .render import Renderer
from .store import Store
from .variant import Variant

STRANGER = Variant("uk", "uk", "anonymous")


@dataclass
class Got:
    """What came back."""

    status: int
    headers: list[Header]
    body: bytes

    def __getitem__(self, name: str) -> str:
        return next((value.decode() for known, value in self.headers if known == name.encode()), "")

    @property
    def text(self) -> str:
        open_ = {"br": brotli.decompress, "gzip": gzip.decompress}.get(self["content-encoding"])
        return str((open_(self.body) if open_ else self.body).decode())


async def fetch(app: App, path: str, *, method: str = "GET", body: bytes = b"", **headers: str) -> Got:
    """Ask the application; `accept_encoding="br"` is a header."""
    address, _, query = path.partition("?")
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "path": address,
        "raw_path": address.encode(),
        "query_string": query.encode(),
        "headers": [(n.replace("_", "-").encode(), v.encode()) for n, v in headers.items()],
        "client": ("192.0.2.7", 4711),
        "server": ("127.0.0.1", 8000),
        "scheme": "http",
    }
    return await ask(app, scope, body)


async def ask(app: App, scope: dict[str, Any], body: bytes = b"") -> Got:
    """Ask with a scope of one's own."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    return Got(sent[0]["status"], list(sent[0]["headers"]), b"".join(m.get("body", b"") for m in sent[1:]))


@dataclass
class Page:
    """What the one function of the small Django answers."""

    html: str = "<p>A page.</p>"
    status: int = 200
    headers: list[tuple[str, str]] = field(default_factory=list)
    keys: str = "article/81"
    varies: str = "edition visitor"


class SmallDjango:
    """A WSGI application that answers with `page` and remembers what it was asked."""

    def __init__(self) -> None:
        self.page = Page()
        self.asked: list[dict[str, Any]] = []
        self.meanwhile: Callable[[], None] = lambda: None
        self._lock = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        with self._lock:
            self.asked.append(environ)
        self.meanwhile()
        page = self.page
        headers = [("Content-Type", "text/html; charset=utf-8"), *page.headers]
        if page.keys:
            headers += [("Standfirst-Keys", page.keys), ("Standfirst-Varies", page.varies)]
        start_response(f"{page.status} Said", headers)
        return [page.html.encode()]


@dataclass
class KnownVisits:
    """Everybody is the same visitor, until told otherwise."""

    variant: Variant = STRANGER

    def of(self, path: str, headers: dict[bytes, bytes]) -> Visited | None:
        del path, headers
        return Visited(self.variant, None)

    async def settle(
        self, path: str, headers: dict[bytes, bytes], ask: Ask, client: str = ""
    ) -> tuple[Visited | None, list[Header]]:
        del ask, client
        return self.of(path, headers), []


def small_front(django: SmallDjango, *, most_bytes: int = 10**6) -> Front:
    """A Front before the small Django. `/_/…` is personal; the edge's secret is "edge"."""
    bridge = Bridge(django, threads=4)
    store = Store(most_bytes=most_bytes)
    return Front(
        store=store,
        bridge=bridge,
        renderer=Renderer(bridge=bridge, store=store, build="test"),
        visits=KnownVisits(),
        policy=Policy(
            is_personal=lambda path: path.startswith("/_/"),
            parameters=lambda _path: frozenset({"page"}),
            most_body=lambda _path: 1000,
            is_newsroom=lambda path: path.startswith("/newsroom/"),
            is_edge=lambda headers: headers.get(b"standfirst-edge") == b"edge",
            scheme="http",
            host="paper.example",
        ),
    )

"""The Front: what every request meets first (ASGI).

A hit is answered from the store: no Django, no database. All else goes over the bridge. The Front knows no
domain: who a visitor is and which addresses are personal it is told by the composition root.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from hmac import compare_digest
from typing import NamedTuple, Protocol

from .asgi import App, Header, Receive, Scope, Send, headers_of, say
from .bridge import Answer, Asked, Bridge, Refused, spool_body
from .copies import Copy, Face, encoding_for
from .gate import INTERNAL, incoming, is_forwarded, outgoing, refusal
from .render import Renderer, Rendering
from .store import Store
from .tally import Tally
from .variant import Variant, asks_what_was_used, canonical_query

log = logging.getLogger("standfirst.front")
CHUNK = 64 * 1024
#: Seconds for which an edge may keep a shared page without asking; it also hears `forget` by key.
EDGE_SECONDS = 5
#: In an answer of Django's: what it counts as (see `responses.counted`).
COUNTED = INTERNAL + b"counted"
#: The header by which an edge proves itself.
EDGE = b"standfirst-edge"
#: In it an edge says for whom it would keep the answer: "SECRET uk uk registered", with edition, home and class. The
#: secret stands here, too, because an edge that keeps nothing passes on whatever a visitor put into this header.
KEEPS = b"standfirst-keeps"


class Visited(NamedTuple):
    """Who visits: what copies may vary by, and what Django is handed."""

    variant: Variant
    visit: object
    #: The pass has to be asked about before it is believed again.
    is_stale: bool = False
    #: May an edge keep what this visitor gets, by what it knows of visitors itself?
    edge_may_keep: bool = True


Ask = Callable[[str, list[Header]], Awaitable[Answer]]


class Visits(Protocol):
    """How the composition root tells the Front who visits."""

    def of(self, path: str, headers: dict[bytes, bytes]) -> Visited | None:
        """At once and without a database; None when that cannot be said yet."""

    async def settle(
        self, path: str, headers: dict[bytes, bytes], ask: Ask, client: str = ""
    ) -> tuple[Visited | None, list[Header]]:
        """The same with a question to Django or about the visitor's network address `client`, and cookies for the
        outgoing answer."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What the Front is told about the paper."""

    is_personal: Callable[[str], bool]
    #: Query parameters that mean something at a shared address; no other reaches a copy's name or a view.
    parameters: Callable[[str], frozenset[str]]
    #: Bytes that may be sent to an address.
    most_body: Callable[[str], int]
    #: Where a change may take long: it waits for no reader's, and none waits for it.
    is_newsroom: Callable[[str], bool]
    #: Has the edge proved itself with these headers?
    is_edge: Callable[[dict[bytes, bytes]], bool]
    #: The paper's own scheme and host: shared pages are rendered for these, whatever a visitor called us.
    scheme: str
    host: str
    #: Another host than the paper's, on which no shared page stands; empty where there is none.
    other_host: bytes = b""


async def _nothing() -> None:
    return None


@dataclass(slots=True)
class Front:
    """The ASGI application. `places` are served without Django, by the longest prefix that fits."""

    store: Store
    bridge: Bridge
    renderer: Renderer
    visits: Visits
    policy: Policy
    places: dict[str, App] = field(default_factory=dict)
    start: Callable[[], Awaitable[None]] = _nothing
    stop: Callable[[], Awaitable[None]] = _nothing
    #: Called before the server stops: streams never end by themselves.
    end_streams: Callable[[], None] = lambda: None
    tally: Tally = field(default_factory=Tally)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._other(scope, receive, send)
            return
        if scope["method"] == "GET" and not scope["query_string"]:
            hit = self.hit(scope["path"], headers_of(scope))
            if hit is not None:
                face, is_known = hit
                await send(face.unchanged if is_known else face.start)
                await send({"type": "http.response.body", "body": b""} if is_known else face.rest)
                return
        await self._with_care(scope, receive, send)

    def hit(self, path: str, headers: dict[bytes, bytes]) -> tuple[Face, bool] | None:
        """What a GET of this address is answered with, and whether the browser holds it already.

        None where that takes more than a look: a page to render, a pass to ask about, an edge that gets keys.
        """
        if EDGE in headers or self._is_elsewhere(headers):
            return None
        visited = self.visits.of(path, headers)
        if visited is None or visited.is_stale:
            return None
        copy = self.store.get(path, visited.variant)
        if copy is None:
            return None
        if copy.counted:
            self.tally.add(copy.counted, visited.variant, headers)
        face = copy.faces[encoding_for(headers.get(b"accept-encoding", b""))]
        known = headers.get(b"if-none-match")
        return face, known is not None and face.status == 200 and face.is_known(known)

    async def _with_care(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Everything that is not a plain hit."""
        refused = refusal(scope)
        if refused is not None:
            await say(send, *refused)
            return
        place = self._place(scope["path"])
        try:
            if place is not None:
                await place(scope, receive, send)
            elif (
                scope["method"] in {"GET", "HEAD"}
                and not self.policy.is_personal(scope["path"])
                and not self._is_elsewhere(headers_of(scope))
            ):
                await self._shared(scope, send)
            else:
                await self._through(scope, receive, send)
        except Refused as error:
            again = [(b"retry-after", b"2")] if error.status == 503 else []
            await say(send, error.status, f"{error}\n", headers=again)

    def _is_elsewhere(self, headers: dict[bytes, bytes]) -> bool:
        """Was this asked of the other host? What is said to that is Django's to know."""
        other = self.policy.other_host
        return bool(other) and headers.get(b"host", b"").lower() == other

    def _place(self, path: str) -> App | None:
        for prefix, place in self.places.items():
            if path == prefix or (prefix.endswith("/") and path.startswith(prefix)):
                return place
        return None

    async def _shared(self, scope: Scope, send: Send) -> None:
        path, headers = scope["path"], headers_of(scope)
        query = canonical_query(scope["query_string"].decode("latin-1"), self.policy.parameters(path))
        visited, cookies = await self._visited(scope, headers)
        address = f"{path}?{query}" if query else path
        copy = self.store.get(address, visited.variant)
        if copy is None:
            asked = Asked(
                "GET",
                path,
                query,
                [(b"host", self.policy.host.encode())],
                client=self.client(scope),
                scheme=self.policy.scheme,
                extra={"standfirst.visit": visited.visit},
            )
            result = await self.renderer.render(Rendering(address, visited.variant, asked))
            if isinstance(result, Answer):
                self._count_answer(scope, result, visited)
                await self._send_answer(send, result, is_head=scope["method"] == "HEAD", cookies=cookies)
                return
            copy = result
        if copy.counted and scope["method"] == "GET":
            self.tally.add(copy.counted, visited.variant, headers)
        # With cookies it is one visitor's answer: no edge may keep it, whatever it makes of Set-Cookie.
        may_keep = visited.edge_may_keep and not cookies and self._keeps_right(headers, visited.variant)
        await self._send_copy(scope, send, copy, cookies, edge_may_keep=may_keep)

    def _keeps_right(self, headers: dict[bytes, bytes], variant: Variant) -> bool:
        """Would an edge keep this answer for those for whom it was made? Where a cookie stands twice, or a key is not
        known there yet, it may take the visitor for another than we do."""
        meant = b" ".join([headers.get(EDGE, b""), *(part.encode() for part in variant[:3])])
        return self.policy.is_edge(headers) and compare_digest(headers.get(KEEPS, b""), meant)

    async def _visited(self, scope: Scope, headers: dict[bytes, bytes]) -> tuple[Visited, list[Header]]:
        path = scope["path"]
        visited = self.visits.of(path, headers)
        cookies: list[Header] = []
        if visited is None or visited.is_stale:
            visited, cookies = await self.visits.settle(path, headers, self._ask, self.client(scope))
        if visited is None:
            raise Refused(503, "The paper cannot be read just now. Please try again in a moment.")
        return visited, cookies

    async def _ask(self, path: str, headers: list[Header]) -> Answer:
        """A question of our own to Django."""
        known = [(b"host", self.policy.host.encode()), *headers]
        asked = Asked("GET", path, "", known, scheme=self.policy.scheme)
        return await self.bridge.run(lambda: self.bridge.ask(asked))

    async def _send_copy(
        self, scope: Scope, send: Send, copy: Copy, cookies: list[Header], *, edge_may_keep: bool
    ) -> None:
        headers = headers_of(scope)
        face = copy.faces[encoding_for(headers.get(b"accept-encoding", b""))]
        is_known = copy.status == 200 and face.is_known(headers.get(b"if-none-match", b""))
        start = face.unchanged if is_known else face.start
        more = list(cookies)
        if copy.keys and edge_may_keep and not asks_what_was_used(copy.varies):
            more.append((b"surrogate-key", " ".join(sorted(copy.keys)).encode()))
            more.append((b"surrogate-control", b"max-age=%d" % EDGE_SECONDS))
        await send({**start, "headers": [*start["headers"], *more]} if more else start)
        no_body = is_known or scope["method"] == "HEAD"
        await send({"type": "http.response.body", "body": b""} if no_body else face.rest)

    async def _through(self, scope: Scope, receive: Receive, send: Send) -> None:
        """What is one visitor's own, and everything that changes something."""
        path, headers = scope["path"], headers_of(scope)
        # A pass to be asked about proves nothing here either. The cookies are Django's own to set below.
        visited, _ = await self._visited(scope, headers)
        method = scope["method"]
        body, length = await spool_body(receive, most=self.policy.most_body(path))
        asked = Asked(
            method,
            path,
            scope["query_string"].decode("latin-1"),
            incoming(scope["headers"]),
            client=self.client(scope),
            scheme=self.policy.scheme,
            server=tuple(scope.get("server") or ("localhost", 80)),
            body=body,
            length=length,
            extra={"standfirst.visit": visited.visit, "standfirst.forwarded": is_forwarded(scope["headers"])},
        )
        in_turn = asked.changes and not self.policy.is_newsroom(path)
        answer = await self.bridge.run(lambda: self.bridge.ask(asked), in_turn=in_turn)
        self._count_answer(scope, answer, visited)
        await self._send_answer(send, answer, is_head=method == "HEAD", cookies=[])

    async def _send_answer(self, send: Send, answer: Answer, *, is_head: bool, cookies: list[Header]) -> None:
        headers = [*outgoing(answer.headers), *cookies]
        if not answer.header(b"cache-control"):
            headers.append((b"cache-control", b"private, no-store"))
        if answer.status >= 200 and answer.status not in {204, 304}:
            headers.append((b"content-length", str(answer.length).encode()))
        with answer.body as body:
            await send({"type": "http.response.start", "status": answer.status, "headers": headers})
            while not is_head and (chunk := body.read(CHUNK)):
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
            await send({"type": "http.response.body", "body": b""})

    def _count_answer(self, scope: Scope, answer: Answer, visited: Visited) -> None:
        name = answer.header(COUNTED)
        if name and scope["method"] != "HEAD":
            self.tally.add(name.decode("latin-1"), visited.variant, headers_of(scope))

    def client(self, scope: Scope) -> str:
        """The visitor's network address; the one an edge names, when the edge proved itself."""
        headers = headers_of(scope)
        if self.policy.is_edge(headers):
            said = headers.get(b"x-forwarded-for", b"").rpartition(b",")[2].strip()
            if said:
                return said.decode("latin-1")
        return str((scope.get("client") or ("",))[0])

    async def _other(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1000})
        elif scope["type"] == "lifespan":
            while True:
                message = await receive()
                if message["type"] == "lifespan.startup":
                    await self.start()
                    await send({"type": "lifespan.startup.complete"})
                else:
                    await self.stop()
                    await send({"type": "lifespan.shutdown.complete"})
                    return

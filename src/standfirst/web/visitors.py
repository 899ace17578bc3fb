"""Who visits, for the Front: at once, from what is known in this process, without Django and without a database.

A verified cookie header is remembered for some seconds, so that a hit costs one look into a dictionary.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from hmac import compare_digest
from threading import Lock
from typing import NamedTuple

from standfirst.access import meter_cookies, passes
from standfirst.access.crawlers import Crawler, Crawlers, make_crawlers
from standfirst.access.keys import Keyring
from standfirst.access.passes import Pass, Standing
from standfirst.access.rules import CRAWLER
from standfirst.delivery.asgi import Header
from standfirst.delivery.bridge import Answer, Refused
from standfirst.delivery.flight import Flight
from standfirst.delivery.front import Ask, Visited
from standfirst.delivery.variant import Variant
from standfirst.editions.models import Edition
from standfirst.editions.rules import named_in
from standfirst.newsroom.stories.addresses import article_at

from .cookie_headers import cookies_in, with_new_cookies
from .visits import EDGE_COUNTRY_HEADER, EDGE_CRAWLER_HEADER, EDGE_SECRET_HEADER, visit_of, visitor_at

#: Where the Front asks about a pass: 200 when the session lives (and a new pass, when one is due), 204 when not.
PASS_ADDRESS = "/_/pass"  # noqa: S105 - an address
#: Seconds for which a cookie header's meaning is remembered, and how many of them are.
REMEMBERED_FOR = 20.0
MOST_REMEMBERED = 5000
LONGEST_REMEMBERED = 4000
#: Seconds for which nobody asks again when Django could not say whether a session lives.
REST = 3.0
#: Seconds for which an ended tag is remembered: as long as the bus keeps its line. While it is, the pass is believed
#: no more, even if Django cannot be asked.
REVOKED_FOR = 24 * passes.FRESH_FOR
EDGE_SECRET = EDGE_SECRET_HEADER.lower().encode()
EDGE_COUNTRY = EDGE_COUNTRY_HEADER.lower().encode()
EDGE_CRAWLER = EDGE_CRAWLER_HEADER.lower().encode()

#: A cookie header, the edition that the address names, and the article at it where that matters (else 0).
Mark = tuple[bytes, str, int]
#: Until when it holds, and who visits; None: that depends on the article.
Memory = dict[Mark, tuple[float, Visited | None]]


NO_CRAWLERS = make_crawlers(())


async def _proves_nothing(_crawler: Crawler, _client: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the composition root gives: the keys of passes, the edge's secret, and a way to read the editions."""

    keys: Callable[[], Keyring]
    edge_secret: bytes
    read_editions: Callable[[], Awaitable[tuple[Edition, ...]]]
    #: The crawlers we know, and how one is proved; asked only while an edition lets them read.
    crawlers: Crawlers = NO_CRAWLERS
    proves: Callable[[Crawler, str], Awaitable[bool]] = _proves_nothing


class _Shown(NamedTuple):
    """A pass that was shown, and does it prove anything?"""

    found: Pass | None = None
    proves: bool = False


_NO_PASS = _Shown()


class _Seen(NamedTuple):
    """Who visits, until when (seconds since 1970) it may be remembered, and is it so for this article alone?"""

    until: float
    visited: Visited
    by_article: bool


class Visitors:
    """Answers the Front's question. `forget` and `revoke` may be called from any thread."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._editions: tuple[Edition, ...] = ()
        self._slugs: frozenset[str] = frozenset()
        self._grants_crawlers = False
        #: How often the editions have changed, and up to which change they were read. While the two differ nobody
        #: is let in with the old ones: a wall may have gone up.
        self._changes, self._read = 1, 0
        self._remembered: Memory = {}
        self._revoked: dict[str, float] = {}
        self._lock = Lock()
        self._flight: Flight[list[Header] | None] = Flight()
        self._reading: Flight[None] = Flight()

    def forget(self) -> None:
        """The editions have changed: read them before the next page."""
        with self._lock:
            self._changes += 1
        self._remembered = {}

    def revoke(self, tags: list[str]) -> None:
        """The passes with these tags have to be asked about at once."""
        now = time.time()
        with self._lock:
            kept = {tag: since for tag, since in self._revoked.items() if now - since < REVOKED_FOR}
            self._revoked = kept | dict.fromkeys(tags, now)
        self._remembered = {}

    def change_keys(self) -> None:
        """The keys of passes have changed: what was proved by the old ones is looked at again."""
        self._remembered = {}

    def is_edge(self, headers: dict[bytes, bytes]) -> bool:
        """Does whoever sends these headers know the edge's secret?"""
        secret = self._knowledge.edge_secret
        return bool(secret) and compare_digest(headers.get(EDGE_SECRET, b""), secret)

    @property
    def _is_outdated(self) -> bool:
        return self._read != self._changes

    def of(self, path: str, headers: dict[bytes, bytes]) -> Visited | None:
        if self._is_outdated:
            return None
        if self._grants_crawlers and self._claimed(headers) is not None:
            return self._look(path, headers).visited._replace(is_stale=True)  # until its proof was looked at
        if EDGE_SECRET in headers:
            return self._look(path, headers).visited
        cookie = headers.get(b"cookie", b"")
        mark = self._mark(cookie, path)
        remembered = self._remembered  # a revocation puts a new one in its place
        known = remembered.get(mark)
        if known is not None and known[1] is None:
            known = remembered.get((cookie, mark[1], article_at(path) or -1))
        if known is not None and known[1] is not None and time.time() < known[0]:
            return known[1]
        seen = self._look(path, headers)
        _remember(remembered, mark, seen, path)
        return seen.visited

    async def settle(
        self, path: str, headers: dict[bytes, bytes], ask: Ask, client: str = ""
    ) -> tuple[Visited | None, list[Header]]:
        """Read the editions if they have changed; ask Django once about a pass that is no longer fresh, and the
        domain name system once about a `client` that says it is a crawler."""
        visited = None
        for _ in range(3):  # they may change again while they are read
            if self._is_outdated:
                await self._reading.do("editions", self._read_editions)
            visited = self.of(path, headers)
            if visited is not None:
                break
        if visited is None or not visited.is_stale:
            return visited, []
        claimed = self._claimed(headers) if self._grants_crawlers else None
        if claimed is not None:
            proved = await self._knowledge.proves(claimed, client)
            visited = self._look(path, headers, is_crawler=proved).visited
            return visited._replace(edge_may_keep=False), []  # an edge knows nothing of this proof
        cookie = headers.get(b"cookie", b"")
        said, _ = await self._flight.do(cookie, lambda: self._ask(headers, ask))
        if said is None:
            return self._unanswered(path, headers), []
        renewed = {**headers, b"cookie": with_new_cookies(cookie, said)}
        return self._look(path, renewed, is_believed=True).visited, said

    async def _read_editions(self) -> None:
        asked = self._changes  # a change while we read is a change to read again
        try:
            editions = await self._knowledge.read_editions()
        except Exception:  # noqa: BLE001 - whatever a database can raise: it is away
            # Older editions are better than none while the database is away; the bus will say when it is back.
            if not self._editions:
                raise Refused(
                    503, "The paper cannot be read just now. Please try again in a moment."
                ) from None
            self._read = asked
            return
        if not editions:
            raise Refused(503, "The paper has no edition yet: run `standfirst init`.")
        self._editions = editions
        self._slugs = frozenset(edition.slug for edition in editions)
        self._grants_crawlers = any(edition.crawlers for edition in editions)
        self._remembered = {}
        self._read = asked

    async def _ask(self, headers: dict[bytes, bytes], ask: Ask) -> list[Header] | None:
        """The cookies to hand over; None when Django could not answer."""
        sent: list[Header] = [(name, headers[name]) for name in (b"cookie", b"user-agent") if name in headers]
        try:
            answer: Answer = await ask(PASS_ADDRESS, sent)
        except Refused:
            return None
        with answer.body:
            if answer.status not in {200, 204}:
                return None
        return [(name, value) for name, value in answer.headers if name == b"set-cookie"]

    def _unanswered(self, path: str, headers: dict[bytes, bytes]) -> Visited:
        """The old pass is honoured until its end, unless its session is known to have ended."""
        cookie = headers.get(b"cookie", b"")
        found = self._shown(cookies_in(cookie), time.time()).found
        is_dead = found is not None and found.tag in self._revoked
        asked = {**headers, b"cookie": with_new_cookies(cookie, [])} if is_dead else headers
        seen = self._look(path, asked, is_believed=True)
        if not is_dead and EDGE_SECRET not in headers:
            mark = self._mark(cookie, path)
            _remember(self._remembered, mark, seen._replace(until=time.time() + REST), path)
        return seen.visited

    def _mark(self, cookie: bytes, path: str) -> Mark:
        named = named_in(path)
        return (cookie, named if named in self._slugs else "", 0)

    def _claimed(self, headers: dict[bytes, bytes]) -> Crawler | None:
        """The crawler that a visitor without a pass claims to be, where no edge has looked at that already."""
        crawlers = self._knowledge.crawlers
        claimed = crawlers.hinted(headers.get(b"user-agent", b"").decode("latin-1"))
        if claimed is None or b"pass=" in headers.get(b"cookie", b""):
            return None
        return None if EDGE_CRAWLER in headers and self.is_edge(headers) else claimed

    def _look(
        self, path: str, headers: dict[bytes, bytes], *, is_believed: bool = False, is_crawler: bool = False
    ) -> _Seen:
        now = time.time()
        cookies = cookies_in(headers.get(b"cookie", b""))
        said = {
            EDGE_SECRET_HEADER: headers.get(EDGE_SECRET, b"").decode("latin-1"),
            EDGE_COUNTRY_HEADER: headers.get(EDGE_COUNTRY, b"").decode("latin-1"),
            EDGE_CRAWLER_HEADER: headers.get(EDGE_CRAWLER, b"").decode("latin-1"),
        }
        keys = self._knowledge.keys()
        shown = self._shown(cookies, now)
        found = shown.found
        meter = meter_cookies.verify(cookies.get(meter_cookies.COOKIE, ""), keys.believed(now))
        visitor = CRAWLER if is_crawler else visitor_at(path, found if shown.proves else None, meter)
        visit = visit_of(said, cookies, path, editions=self._editions, visitor=visitor)
        variant = Variant(
            visit.edition.slug, visit.home.slug, visit.visitor_part, visit.visitor.spent or None
        )
        by_article = meter is not meter_cookies.EMPTY or (found is not None and bool(found.granted))
        until = min(now + REMEMBERED_FOR, keys.next_end(now))
        if found is None:
            return _Seen(until, Visited(variant, visit), by_article)
        is_stale = not is_believed and (
            not shown.proves or found.standing(now) is not Standing.FRESH or found.tag in self._revoked
        )
        until = now if is_stale or is_believed else min(until, found.fresh)
        return _Seen(until, Visited(variant, visit, is_stale), by_article)

    def _shown(self, cookies: dict[str, str], now: float) -> _Shown:
        """The pass among these cookies. One whose key was given up proves nothing, but is worth a question."""
        text = cookies.get(passes.COOKIE, "")
        if not text:
            return _NO_PASS
        keys = self._knowledge.keys()
        found = passes.verify(text, keys.believed(now), now)
        if found is not None:
            return _Shown(found, proves=True)
        return _Shown(passes.verify(text, keys.given_up(now), now))


def _remember(remembered: Memory, mark: Mark, seen: _Seen, path: str) -> None:
    if len(mark[0]) > LONGEST_REMEMBERED or seen.until <= time.time():
        return
    if len(remembered) >= MOST_REMEMBERED:
        remembered.clear()
    if not seen.by_article:
        remembered[mark] = (seen.until, seen.visited)
        return
    number = article_at(path) or -1  # nobody's number: pages that are no article's
    remembered[mark] = (seen.until, None)
    remembered[(*mark[:2], number)] = (seen.until, seen.visited)

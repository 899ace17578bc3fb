"""The proof that a visitor is the crawler it says it is: reverse and forward DNS, as search engines document it.

The address's name must be one of the crawler's own, and that name must lead back to the address: whoever owns an
address may write any name beside it, but not into another's domain. What was found is remembered; a question has a time
limit, and only so many are asked at once. All else counts as no proof, and then the visitor is a stranger.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import TYPE_CHECKING, Protocol

from standfirst.access.crawlers import Crawler
from standfirst.delivery.flight import Flight
from standfirst.kit.network import plain_address

if TYPE_CHECKING:
    from dns.asyncresolver import Resolver

log = logging.getLogger("standfirst.crawlers")
#: Seconds that one proof may take.
PATIENCE = 2.0
#: Seconds for which an answer is remembered: a proof, a disproof, and that nobody answered.
PROVED_FOR, DISPROVED_FOR, UNANSWERED_FOR = 6 * 3600.0, 3600.0, 60.0
MOST_REMEMBERED = 10_000
#: Proofs that may be under way at once. Whoever comes beyond that is a stranger this time.
AT_ONCE = 16
#: Names of one address that are looked at.
MOST_NAMES = 5


class Unanswered(Exception):
    """Nobody could say."""


class Names(Protocol):
    """How names are asked for. All raise Unanswered when no server says anything that can be used."""

    def prepare(self) -> None:
        """Load what asking needs, before anybody's patience is measured."""

    async def names_of(self, address: str) -> list[str]:
        """The names that the address's owner wrote beside it (PTR); none when there are none."""

    async def addresses_of(self, name: str) -> list[str]:
        """The addresses that the name's owner wrote beside it (A, AAAA); none when there are none."""


@dataclass(slots=True)
class Proofs:
    """Proves crawlers, and remembers. Used in one event loop."""

    names: Names
    now: Callable[[], float] = time.monotonic
    _remembered: dict[tuple[str, str], tuple[float, bool]] = field(default_factory=dict)
    _flight: Flight[bool] = field(default_factory=Flight)
    _asking: set[tuple[str, str]] = field(default_factory=set)

    async def proves(self, crawler: Crawler, client: str) -> bool:
        """Does this address belong to this crawler? Nothing is raised."""
        address = plain_address(client)
        mark = (crawler.name, address)
        known = self._remembered.get(mark)
        if known is not None and self.now() < known[0]:
            return known[1]
        if not _is_address(address) or (mark not in self._asking and len(self._asking) >= AT_ONCE):
            return False
        self._asking.add(mark)
        found, _ = await self._flight.do(mark, lambda: self._look(crawler, address))
        return found

    async def _look(self, crawler: Crawler, address: str) -> bool:
        try:
            self.names.prepare()
            async with asyncio.timeout(PATIENCE):
                proved = await self._ask(crawler, address)
            life = PROVED_FOR if proved else DISPROVED_FOR
        except (TimeoutError, Unanswered) as error:
            log.warning(
                "whether %s is %s could not be found out: %s", address, crawler.name, error or "no answer"
            )
            proved, life = False, UNANSWERED_FOR
        finally:
            self._asking.discard((crawler.name, address))
        if len(self._remembered) >= MOST_REMEMBERED:
            self._remembered.clear()
        self._remembered[crawler.name, address] = (self.now() + life, proved)
        if proved:
            log.info("%s at %s proved itself", crawler.name, address)
        return proved

    async def _ask(self, crawler: Crawler, address: str) -> bool:
        wanted = ip_address(address)
        names = await self.names.names_of(address)
        for name in [name for name in names if crawler.owns(name)][:MOST_NAMES]:
            found = filter(_is_address, await self.names.addresses_of(name))
            if any(ip_address(one) == wanted for one in found):
                return True
        return False


class DnsNames:
    """Asks the domain name system (RFC 1034, 1035). `server` is host:port of a resolver; else the system's own."""

    def __init__(self, server: str = "") -> None:
        self._server = server
        self._resolver: Resolver | None = None

    def prepare(self) -> None:
        import dns.resolver
        import dns.reversename

        try:
            self._ready()
        except dns.resolver.NoResolverConfiguration as error:
            raise Unanswered(str(error)) from error

    async def names_of(self, address: str) -> list[str]:
        from dns.reversename import from_address

        return await self._texts(from_address(address).to_text(), "PTR")

    async def addresses_of(self, name: str) -> list[str]:
        return [*await self._texts(name, "A"), *await self._texts(name, "AAAA")]

    async def _texts(self, name: str, kind: str) -> list[str]:
        from dns.exception import DNSException
        from dns.resolver import NXDOMAIN, NoAnswer

        try:
            answer = await self._ready().resolve(name, kind)
        except (NXDOMAIN, NoAnswer):
            return []
        except (DNSException, OSError) as error:
            raise Unanswered(str(error)) from error
        return [record.to_text() for record in answer]

    def _ready(self) -> Resolver:
        """Made when the first question is asked: a paper that grants no crawler needs none."""
        from dns.asyncresolver import Resolver
        from dns.nameserver import Do53Nameserver

        if self._resolver is None:
            made = Resolver(configure=not self._server)
            if self._server:
                host, _, port = self._server.rpartition(":")
                made.nameservers = [Do53Nameserver(host.strip("[]"), int(port))]
            made.lifetime = PATIENCE
            self._resolver = made
        return self._resolver


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True

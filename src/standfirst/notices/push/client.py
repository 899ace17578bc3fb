"""The one HTTP client for push services: kept connections, short patience, no redirects, and no way into a private
network. Knows no models and no settings."""

from __future__ import annotations

import socket
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from errno import EADDRNOTAVAIL
from ipaddress import ip_address

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from .endpoints import Endpoint

PATIENCE = aiohttp.ClientTimeout(total=10.0, connect=5.0)
#: Connections at a time to one service.
CONNECTIONS = 64
KEPT_SECONDS = 60.0
#: Services answer with a few hundred bytes; whoever sends more loses the connection.
MOST_BYTES = 16 * 1024


class NoAnswer(Exception):
    """The service could not be reached, or did not answer in time."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    retry_after: float | None = None  #: seconds


class PublicNetworkOnly(AbstractResolver):
    """Finds global addresses alone; a listed host (the operator's word) may be anywhere.

    The address that was checked is the one that is called, so a name that changes in between gains nothing.
    """

    def __init__(self, listed: Iterable[str]) -> None:
        self._listed = frozenset(listed)
        self._resolver = aiohttp.ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._resolver.resolve(host, port, family)
        if f"{host}:{port}" in self._listed or (host in self._listed and port == 443):
            return found
        public = [address for address in found if ip_address(address["host"].partition("%")[0]).is_global]
        if not public:
            raise OSError(EADDRNOTAVAIL, f"{host} has no public address")
        return public

    async def close(self) -> None:
        await self._resolver.close()


class PushClient:
    """Posts push messages, many at a time. Belongs to one event loop."""

    def __init__(self, listed: Iterable[str] = ()) -> None:
        self._listed = tuple(listed)
        self._session: aiohttp.ClientSession | None = None

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            connector = aiohttp.TCPConnector(
                limit=0,
                limit_per_host=CONNECTIONS,
                keepalive_timeout=KEPT_SECONDS,
                resolver=PublicNetworkOnly(self._listed),
            )
            self._session = aiohttp.ClientSession(
                connector=connector,
                timeout=PATIENCE,
                cookie_jar=aiohttp.DummyCookieJar(),
                trust_env=False,
                auto_decompress=False,
            )
        return self._session

    async def post(self, endpoint: Endpoint, *, headers: Mapping[str, str], body: bytes) -> Answer:
        """Raises NoAnswer. A redirect is an answer like any other."""
        try:
            async with self._open().post(
                endpoint.url, data=body, headers=headers, allow_redirects=False
            ) as answer:
                await answer.content.read(MOST_BYTES)  # so that the connection is kept
                return Answer(answer.status, retry_after(answer.headers.get("Retry-After", "")))
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise NoAnswer(f"{type(error).__name__}: {error}") from error

    async def close(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()


def retry_after(text: str, *, now: datetime | None = None) -> float | None:
    """Seconds from a Retry-After header: a number, or a date (RFC 9110, 10.2.3). None for anything else."""
    text = text.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        when = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return max((when - (now or datetime.now(UTC))).total_seconds(), 0.0)

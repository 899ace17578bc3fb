"""The one HTTP client for push services and webhooks: kept connections, short patience, no redirects, and no way into
a private network. Knows no models and no settings."""

from __future__ import annotations

import asyncio
import re
import socket
import ssl
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import quote

from standfirst.kit.network import is_public_address

from .connections import Connection, Cut
from .endpoints import Endpoint

#: Seconds for a connection, and for an answer with the connection it may need.
CONNECT_SECONDS = 5.0
ANSWER_SECONDS = 10.0
#: Seconds for which the addresses of a name are believed; a connection is to an address that was checked.
NAMES_SECONDS = 30.0
#: Idle connections kept to one service.
KEPT = 128
_PRINTABLE = "".join(map(chr, range(0x21, 0x7F)))
_ADDRESS = re.compile(r"(https?)://[^/?#]*([^#]*)(?:#.*)?")
_PORTS = {"https": 443, "http": 80}
_Place = tuple[str, str, int]


class NoAnswer(Exception):
    """The service could not be reached, or did not answer in time."""


class NoSuchName(NoAnswer):
    """The name leads nowhere, or into a private network: the fault of the address, not of a service."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    retry_after: float | None = None  #: seconds


class PushClient:
    """Posts messages, many at a time. Belongs to one event loop.

    `listed` are the hosts (host, or host:port) that the operator vouches for: these alone may stand in a private
    network. The address that was checked is the one that is called, so a name that changes in between gains nothing.
    `tls` says whom to trust; where nothing is said, the system's authorities.
    """

    def __init__(self, listed: Iterable[str] = (), *, tls: ssl.SSLContext | None = None) -> None:
        self._listed = frozenset(listed)
        self._idle: dict[_Place, list[Connection]] = {}
        self._busy: set[Connection] = set()
        self._names: dict[tuple[str, int], tuple[float, list[str]]] = {}
        self._tls = tls

    async def post(self, endpoint: Endpoint, *, headers: Mapping[str, str], body: bytes) -> Answer:
        """Raises NoAnswer. A redirect is an answer like any other."""
        parts = _ADDRESS.fullmatch(endpoint.url)
        if parts is None:
            raise NoAnswer(f"{endpoint.url} is no address")
        scheme, target = parts.groups()
        place = scheme, endpoint.host, endpoint.port
        target = target if target.startswith("/") else f"/{target}"
        request = _request(target, place, headers, body)
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                status, wait = await self._ask(place, request)
        except TimeoutError as error:
            raise NoAnswer(f"no answer within {ANSWER_SECONDS:g} seconds") from error
        except (Cut, OSError) as error:
            raise NoAnswer(f"{type(error).__name__}: {error}") from error
        return Answer(status, retry_after(wait) if wait else None)

    async def _ask(self, place: _Place, request: bytes) -> tuple[int, str]:
        """Once more on a new connection where a kept one was closed just when it was used: nothing was heard of the
        request there, and a push repeated replaces itself by its topic."""
        kept = self._take(place)
        if kept is not None:
            try:
                return await self._ask_on(kept, place, request)
            except Cut as error:
                if error.was_heard:
                    raise
        return await self._ask_on(await self._connect(place), place, request)

    async def _ask_on(self, connection: Connection, place: _Place, request: bytes) -> tuple[int, str]:
        self._busy.add(connection)
        try:
            answer = await connection.ask(request)
        finally:
            self._busy.discard(connection)
        idle = self._idle.setdefault(place, [])
        if connection.is_open and len(idle) < KEPT:
            idle.append(connection)
        else:
            connection.close()
        return answer

    def _take(self, place: _Place) -> Connection | None:
        idle = self._idle.get(place, [])
        while idle:
            connection = idle.pop()
            if connection.is_open:
                return connection
        self._idle.pop(place, None)
        return None

    async def _connect(self, place: _Place) -> Connection:
        scheme, host, port = place
        tls = self._context() if scheme == "https" else None
        loop = asyncio.get_running_loop()
        failure: Exception | None = None
        for address in await self._addresses(host, port):
            try:
                async with asyncio.timeout(CONNECT_SECONDS):
                    _, connection = await loop.create_connection(
                        Connection, address, port, ssl=tls, server_hostname=host if tls else None
                    )
            except (OSError, TimeoutError) as error:  # one of several addresses may be out of order
                failure = error
            else:
                return connection
        raise NoAnswer(f"no connection to {host}: {type(failure).__name__}: {failure}")

    async def _addresses(self, host: str, port: int) -> list[str]:
        believed = self._names.get((host, port))
        if believed is None or believed[0] < time.monotonic():
            found = await self._resolve(host, port)
            self._names = {k: v for k, v in self._names.items() if v[0] >= time.monotonic()}
            believed = self._names[host, port] = (time.monotonic() + NAMES_SECONDS, found)
        return believed[1]

    async def _resolve(self, host: str, port: int) -> list[str]:
        loop = asyncio.get_running_loop()
        try:
            found = await loop.run_in_executor(
                None, lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            )
        except socket.gaierror as error:
            if error.errno in {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", None)}:
                raise NoSuchName(f"there is no host {host}") from error
            raise
        except UnicodeError as error:
            raise NoSuchName(f"{host} is no name") from error
        addresses = list(dict.fromkeys(str(address[0]) for *_rest, address in found))
        if f"{host}:{port}" in self._listed or (host in self._listed and port == 443):
            return addresses
        public = [address for address in addresses if is_public_address(address)]
        if not public:
            raise NoSuchName(f"{host} has no public address")
        return public

    def _context(self) -> ssl.SSLContext:
        if self._tls is None:  # reading the authorities takes a moment: a process that never sends reads none
            self._tls = ssl.create_default_context()
            self._tls.set_alpn_protocols(["http/1.1"])
        return self._tls

    async def close(self) -> None:
        """End every connection; what is being asked is cut."""
        open_ones = [*self._busy, *(connection for idle in self._idle.values() for connection in idle)]
        self._idle.clear()
        for connection in open_ones:
            connection.close()
        await asyncio.sleep(0)  # the loop tells the transports


def _request(target: str, place: _Place, headers: Mapping[str, str], body: bytes) -> bytes:
    scheme, host, port = place
    name = f"[{host}]" if ":" in host else host
    lines = [
        f"POST {quote(target, safe=_PRINTABLE)} HTTP/1.1",
        f"Host: {name}" if port == _PORTS[scheme] else f"Host: {name}:{port}",
        *(f"{name}: {value}" for name, value in headers.items()),
        f"Content-Length: {len(body)}",
        "\r\n",
    ]
    return "\r\n".join(lines).encode("latin-1") + body


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

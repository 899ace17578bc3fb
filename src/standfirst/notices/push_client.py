"""The one HTTP client for push services: kept connections (HTTP/2 where offered), short patience, no redirects,
and no way into a private network. Knows no models and no settings."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from typing import Any

import httpcore

from .endpoints import Endpoint

PATIENCE = {"connect": 5.0, "read": 5.0, "write": 5.0, "pool": 10.0}
CONNECTIONS = 32
#: Services answer with a few hundred bytes; whoever sends more is not read.
MOST_BYTES = 16 * 1024


class NoAnswer(Exception):
    """The service could not be reached, or did not answer in time."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    retry_after: float | None = None  #: seconds


class PublicNetworkOnly(httpcore.NetworkBackend):
    """Connects to global addresses alone; a listed host (the operator's word) may be anywhere.

    The address that was checked is the one that is called, so a name that changes in between gains nothing.
    """

    def __init__(self, listed: Iterable[str]) -> None:
        self._listed = frozenset(listed)
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.NetworkStream:
        if f"{host}:{port}" not in self._listed and not (host in self._listed and port == 443):
            host = self._global_address(host, port)
        return self._backend.connect_tcp(host, port, timeout, local_address, socket_options)

    @staticmethod
    def _global_address(host: str, port: int) -> str:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} has no address") from error
        for _family, _kind, _protocol, _name, address in found:
            if ip_address(str(address[0]).partition("%")[0]).is_global:
                return str(address[0])
        raise httpcore.ConnectError(f"{host} has no public address")


class PushClient:
    """Posts push messages. Safe to use from several threads."""

    def __init__(self, listed: Iterable[str] = ()) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=ssl.create_default_context(),
            http1=True,
            http2=True,
            max_connections=CONNECTIONS,
            max_keepalive_connections=CONNECTIONS,
            keepalive_expiry=60.0,
            network_backend=PublicNetworkOnly(listed),
        )

    def post(self, endpoint: Endpoint, *, headers: Mapping[str, str], body: bytes) -> Answer:
        """Raises NoAnswer. A redirect is an answer like any other."""
        sent = [(name.encode(), value.encode()) for name, value in headers.items()]
        sent.append((b"Content-Length", str(len(body)).encode()))
        try:
            with self._pool.stream(
                "POST", endpoint.url.encode(), headers=sent, content=body, extensions={"timeout": PATIENCE}
            ) as response:
                read = 0
                for part in response.iter_stream():
                    read += len(part)
                    if read > MOST_BYTES:
                        break
                said = {name.lower(): value for name, value in response.headers}
                return Answer(response.status, retry_after(said.get(b"retry-after", b"").decode("latin-1")))
        except (
            httpcore.NetworkError,
            httpcore.TimeoutException,
            httpcore.ProtocolError,
            ssl.SSLError,
        ) as error:
            raise NoAnswer(f"{type(error).__name__}: {error}") from error

    def close(self) -> None:
        self._pool.close()


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

"""The words of ASGI (https://asgi.readthedocs.io), typed once, and the small answers that need no page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Header = tuple[bytes, bytes]

PLAIN: tuple[Header, ...] = (
    (b"content-type", b"text/plain; charset=utf-8"),
    (b"cache-control", b"private, no-store"),
    (b"x-content-type-options", b"nosniff"),
)


def headers_of(scope: Scope) -> dict[bytes, bytes]:
    """The request's headers by name. What came in pieces is joined: cookies do, over HTTP/2."""
    raw: list[Header] = scope["headers"]
    found = dict(raw)
    if len(found) != len(raw):
        found = {}
        for name, value in raw:
            between = b"; " if name == b"cookie" else b", "
            found[name] = found[name] + between + value if name in found else value
    return found


async def say(send: Send, status: int, text: str, *, headers: Iterable[Header] = ()) -> None:
    """A short answer in plain words."""
    body = text.encode()
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": status, "headers": [*PLAIN, length, *headers]})
    await send({"type": "http.response.body", "body": body})

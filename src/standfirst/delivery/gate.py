"""What does not come in: hostile requests are answered before anything looks at them, and headers that only
we may set are taken off, on the way in and on the way out. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from .asgi import Header, Scope

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
LONGEST_ADDRESS = 4096
MOST_HEADERS = 100
MOST_HEADER_BYTES = 32 * 1024

#: Ours alone, whatever their ending: keys and variants between Django and the Front, the edge's proof.
INTERNAL = b"standfirst-"
#: Said by proxies, and by anybody who wants to look like one. Only an edge that proved itself is heard.
_FORWARDED = (
    b"x-forwarded-", b"forwarded", b"via", b"x-real-ip", b"cf-connecting-", b"true-client-ip", b"x-scheme", b"proxy",
)  # fmt: skip
_HOP_BY_HOP = frozenset(
    {b"connection", b"keep-alive", b"proxy-connection", b"te", b"trailer", b"transfer-encoding", b"upgrade"}
)


def refusal(scope: Scope) -> tuple[int, str] | None:
    """The status and the words with which a request is refused; None for an ordinary one."""
    if scope["method"] not in METHODS:
        return 405, "This cannot be done here."
    path: str = scope["path"]
    if len(scope.get("raw_path") or path) + len(scope["query_string"]) > LONGEST_ADDRESS:
        return 414, "This address is too long."
    # A copy goes by path and query, with a question mark between them: in a path it would make up another's name.
    if not path.startswith("/") or "?" in path or "\ufffd" in path or not path.isprintable():
        return 400, "This is no address of ours."
    headers: list[Header] = scope["headers"]
    size = sum(len(name) + len(value) for name, value in headers)
    if len(headers) > MOST_HEADERS or size > MOST_HEADER_BYTES:
        return 431, "The request's headers are too large."
    return None


def incoming(headers: Iterable[Header]) -> list[Header]:
    """The headers Django may see. Django maps `x_y` and `x-y` to one name, so the former stays outside."""
    return [
        (name, value)
        for name, value in headers
        if b"_" not in name
        and name not in _HOP_BY_HOP
        and not name.startswith(INTERNAL)
        and not name.startswith(_FORWARDED)
    ]


def is_forwarded(headers: Iterable[Header]) -> bool:
    """Does a request say that it came through a proxy? Nothing else of what it says about that is heard."""
    return any(name.startswith(_FORWARDED) for name, _ in headers)


def outgoing(headers: Iterable[Header]) -> list[Header]:
    """The headers a visitor may see."""
    return [
        (name, value)
        for name, value in headers
        if name not in _HOP_BY_HOP and name != b"content-length" and not name.startswith(INTERNAL)
    ]

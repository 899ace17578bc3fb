"""Which query parameters mean something at which shared address. All others are dropped unseen."""

from __future__ import annotations

from .personal import PUBLIC_PARTS

_NONE: frozenset[str] = frozenset()
_LISTS = frozenset({"page"})
_SEARCH = frozenset({"page", "q"})
_COMMENTS = frozenset({"after", "sort"})
_COUNTS = frozenset({"threads"})
_API = frozenset({"after", "sort", "threads"})


def parameters(path: str) -> frozenset[str]:
    """A story and a front take none; lists have pages, comments a place to go on from."""
    if path == "/search":
        return _SEARCH
    if path.startswith("/api/forum/"):
        return _API
    if path.endswith("/comments.atom"):
        return _NONE
    if path in PUBLIC_PARTS:
        return _COUNTS
    if path.startswith("/readers/") or "/comments" in path:
        return _COMMENTS
    return _LISTS if path.endswith("/") and path != "/" else _NONE

"""`/static/` and `/media/`: files, served by the Front itself, with ranges (RFC 9110, section 14) and ETags.

A fingerprinted name never changes what it holds, so it may be kept for ever; files of past builds stay where
they are and are still served.
"""

from __future__ import annotations

import asyncio
import gzip
import os
import re
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

import brotli

from .asgi import Header, Receive, Scope, Send, headers_of, say
from .copies import BROTLI, GZIP, IDENTITY, encoding_for

CHUNK = 256 * 1024
#: Files up to this size whose type shrinks are kept encoded in memory, up to `MOST_KEPT` bytes in all.
MOST_ENCODED = 1024 * 1024
MOST_KEPT = 24 * 1024 * 1024
FOR_EVER = b"public, max-age=31536000, immutable"
ASK_AGAIN = b"public, no-cache"

PICTURES: Mapping[str, str] = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}
ASSETS: Mapping[str, str] = {
    **PICTURES,
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".md": "text/plain; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
_SHRINKS = (".css", ".html", ".js", ".json", ".map", ".md", ".mjs", ".svg", ".txt", ".webmanifest", ".xml")
_FINGERPRINT = re.compile(r"\.[0-9a-f]{12}(?:\.[a-z0-9]+)*$")
_RANGE = re.compile(rb"bytes=(\d{0,18})-(\d{0,18})")


class _Found(NamedTuple):
    path: str
    size: int
    etag: bytes
    suffix: str


@dataclass(frozen=True, slots=True)
class Place:
    """A folder and what may be served of it. What `types` does not list is not there."""

    prefix: str
    root: Path
    types: Mapping[str, str]
    #: Files whose path (below the root) matches are kept for ever by whoever asked once.
    immutable: re.Pattern[str] = _FINGERPRINT


class Files:
    """Serves one place (ASGI)."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._root = os.path.realpath(place.root)
        self._encoded: OrderedDict[tuple[str, bytes], bytes] = OrderedDict()
        self._kept = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        del receive
        if scope["method"] not in {"GET", "HEAD"}:
            await say(send, 405, "Files can only be read.\n", headers=[(b"allow", b"GET, HEAD")])
            return
        name = scope["path"].removeprefix(self._place.prefix)
        found = await asyncio.to_thread(self._find, name)
        if found is None:
            await say(send, 404, "There is no such file.\n")
            return
        await self._serve(scope, send, name, found)

    def _find(self, name: str) -> _Found | None:
        """The file of this name. No step up, no hidden file, no link that leads outside, no unknown type."""
        parts = name.split("/")
        suffix = Path(name).suffix.lower()
        if suffix not in self._place.types or any(not p or p.startswith(".") or "\\" in p for p in parts):
            return None
        path = os.path.realpath(Path(self._root, *parts))
        if not path.startswith(self._root + os.sep):
            return None
        try:
            about = Path(path).stat()
        except (OSError, ValueError):
            return None
        if not S_ISREG(about.st_mode):
            return None
        return _Found(path, about.st_size, b'"%x-%x"' % (about.st_mtime_ns, about.st_size), suffix)

    async def _serve(self, scope: Scope, send: Send, name: str, found: _Found) -> None:
        asked = headers_of(scope)
        headers: list[Header] = [
            (b"content-type", self._place.types[found.suffix].encode()),
            (b"cache-control", FOR_EVER if self._place.immutable.search(name) else ASK_AGAIN),
            (b"x-content-type-options", b"nosniff"),
            (b"cross-origin-resource-policy", b"same-origin"),
        ]
        if found.suffix == ".svg":  # a picture with scripts in it, opened on its own, runs none
            headers.append((b"content-security-policy", b"default-src 'none'; style-src 'unsafe-inline'"))
        if found.suffix in _SHRINKS and found.size <= MOST_ENCODED:
            encoding = encoding_for(asked.get(b"accept-encoding", b""))
            await self._send_encoded(scope, send, found, headers=headers, encoding=encoding)
            return
        headers += [(b"etag", found.etag), (b"accept-ranges", b"bytes")]
        await self._send_plain(scope, send, found, headers)

    async def _send_plain(self, scope: Scope, send: Send, found: _Found, headers: list[Header]) -> None:
        asked = headers_of(scope)
        if _is_known(asked, found.etag):
            await _finish(send, 304, headers)
            return
        wanted = asked.get(b"range", b"") if asked.get(b"if-range", found.etag) == found.etag else b""
        first, last, status = span(wanted, found.size)
        if status == 416:
            await _finish(send, 416, [*headers, (b"content-range", b"bytes */%d" % found.size)])
            return
        if status == 206:
            headers.append((b"content-range", b"bytes %d-%d/%d" % (first, last, found.size)))
        headers.append((b"content-length", b"%d" % (last - first + 1)))
        await send({"type": "http.response.start", "status": status, "headers": headers})
        if scope["method"] == "HEAD":
            await send({"type": "http.response.body", "body": b""})
        else:
            await _send_span(send, found.path, first, last)

    async def _send_encoded(
        self, scope: Scope, send: Send, found: _Found, *, headers: list[Header], encoding: int
    ) -> None:
        suffix = {IDENTITY: b"", GZIP: b"-gzip", BROTLI: b"-br"}[encoding]
        etag = found.etag[:-1] + suffix + b'"'
        headers = [*headers, (b"etag", etag), (b"vary", b"Accept-Encoding")]
        if _is_known(headers_of(scope), etag):
            await _finish(send, 304, headers)
            return
        body = self._encoded.get((found.path, etag))
        if body is None:
            body = await asyncio.to_thread(_encode, found.path, encoding)
            self._keep((found.path, etag), body)
        else:
            self._encoded.move_to_end((found.path, etag))
        if encoding != IDENTITY:
            headers.append((b"content-encoding", suffix[1:]))
        headers.append((b"content-length", b"%d" % len(body)))
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})

    def _keep(self, mark: tuple[str, bytes], body: bytes) -> None:
        self._encoded[mark] = body
        self._kept += len(body)
        while self._kept > MOST_KEPT:
            _, dropped = self._encoded.popitem(last=False)
            self._kept -= len(dropped)


def _is_known(asked: Mapping[bytes, bytes], etag: bytes) -> bool:
    tags = (tag.strip().removeprefix(b"W/") for tag in asked.get(b"if-none-match", b"").split(b","))
    return any(tag in {etag, b"*"} for tag in tags)


def span(wanted: bytes, size: int) -> tuple[int, int, int]:
    """First byte, last byte and status for a Range header. What is no single range means the whole."""
    found = _RANGE.fullmatch(wanted.replace(b" ", b""))
    if found is None or found.groups() == (b"", b""):
        return 0, size - 1, 200
    start, end = found.groups()
    if not start:
        first, last = max(0, size - int(end)), size - 1
    else:
        first, last = int(start), min(int(end), size - 1) if end else size - 1
        if end and int(end) < first:
            return 0, size - 1, 200
    return (first, last, 206) if first < size and first <= last else (0, size - 1, 416)


async def _finish(send: Send, status: int, headers: list[Header]) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


async def _send_span(send: Send, path: str, first: int, last: int) -> None:
    loop = asyncio.get_running_loop()
    with await loop.run_in_executor(None, partial(open, path, "rb")) as file:
        file.seek(first)
        left = last - first + 1
        while left > 0:
            chunk = await loop.run_in_executor(None, file.read, min(CHUNK, left))
            if not chunk:
                break
            left -= len(chunk)
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


def _encode(path: str, encoding: int) -> bytes:
    body = Path(path).read_bytes()
    if encoding == BROTLI:
        return bytes(brotli.compress(body, quality=9))
    return gzip.compress(body, 9, mtime=0) if encoding == GZIP else body

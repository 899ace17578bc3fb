"""A page as it is kept: every encoding and every header ready, so that a hit only picks and sends."""

from __future__ import annotations

import gzip
import time
from dataclasses import dataclass, field
from hashlib import blake2b
from http import HTTPStatus

import brotli

from .asgi import Header, Message
from .variant import NOBODY, Variant

#: Below this a page is not worth an encoding.
LEAST_ENCODED = 200
TEXTS = (
    b"text/", b"application/json", b"application/xml", b"application/rss+xml", b"application/atom+xml",
    b"application/feed+json", b"application/javascript", b"application/manifest+json", b"image/svg+xml",
)  # fmt: skip
#: Brotli's middle: most of its gain for a few milliseconds, once for each copy.
BROTLI_QUALITY = 6
IDENTITY, GZIP, BROTLI = 0, 1, 2
_NAMES = {GZIP: b"gzip", BROTLI: b"br"}
_MOST_REMEMBERED = 500
_LONGEST_REMEMBERED = 200
_remembered: dict[bytes, int] = {}

SHARED: tuple[Header, ...] = (
    (b"cache-control", b"private, no-cache"),
    (b"vary", b"Cookie, Accept-Encoding"),
)
#: Set by the Front for each face, whoever set them before.
_OURS = frozenset(
    {b"content-length", b"content-encoding", b"etag", b"vary", b"cache-control", b"last-modified"}
)


@dataclass(slots=True, eq=False)
class Face:
    """A copy in one encoding: as the messages that are sent, and as the bytes that they are on the wire."""

    status: int
    etag: bytes
    headers: list[Header]
    content: bytes
    start: Message = field(init=False)
    rest: Message = field(init=False)
    unchanged: Message = field(init=False)
    #: Status line and headers, but for the date and the empty line that ends them.
    head: bytes = field(init=False)
    unchanged_head: bytes = field(init=False)

    def __post_init__(self) -> None:
        about = [header for header in self.headers if header[0] in {b"etag", b"cache-control", b"vary"}]
        self.start = {"type": "http.response.start", "status": self.status, "headers": self.headers}
        self.rest = {"type": "http.response.body", "body": self.content}
        self.unchanged = {"type": "http.response.start", "status": 304, "headers": about}
        self.head = _head(self.status, self.headers)
        self.unchanged_head = _head(304, about)

    def is_known(self, if_none_match: bytes) -> bool:
        """Does the browser hold this very face? (RFC 9110, 13.1.2: weak comparison.)"""
        if if_none_match == self.etag:
            return True
        tags = (tag.strip().removeprefix(b"W/") for tag in if_none_match.split(b","))
        return any(tag in {self.etag, b"*"} for tag in tags)


@dataclass(slots=True, eq=False)
class Copy:
    """One answer in all its encodings, and when and for whom it holds."""

    status: int
    faces: tuple[Face, Face, Face]
    keys: frozenset[str] = frozenset()
    varies: frozenset[str] = frozenset()
    #: Seconds since 1970 from which it would read differently by itself.
    until: float | None = None
    #: Whom it was rendered for: decides when copies of one address disagree on what they vary by.
    variant: Variant = NOBODY
    made_at: float = field(default_factory=time.time)
    #: A stale copy that stands in for a failing Django: no new try before this moment.
    rests_until: float = 0.0
    #: What it counts as when it goes out; empty when it is not counted.
    counted: str = ""

    @property
    def size(self) -> int:
        bodies = {id(face.content): len(face.content) for face in self.faces}
        heads = sum(len(face.head) + len(face.unchanged_head) for face in self.faces)
        return sum(bodies.values()) + heads + 3000


def make_copy(status: int, headers: list[Header], body: bytes, *, build: str = "") -> Copy:
    """All faces of an answer. The build is part of every ETag: new code never answers 304 for old bytes."""
    kept = [(name, value) for name, value in headers if name not in _OURS]
    bodies = [body, body, body]
    kind = next((value for name, value in kept if name == b"content-type"), b"")
    if len(body) >= LEAST_ENCODED and kind.startswith(TEXTS):
        bodies[GZIP] = gzip.compress(body, 6, mtime=0)
        bodies[BROTLI] = brotli.compress(body, quality=BROTLI_QUALITY)
    mark = blake2b(body, digest_size=12, key=build.encode()[:64]).hexdigest().encode()
    faces = [_face(status, kept, mark, encoding, bodies) for encoding in (IDENTITY, GZIP, BROTLI)]
    return Copy(status, (faces[0], faces[1], faces[2]))


def _face(status: int, kept: list[Header], mark: bytes, encoding: int, bodies: list[bytes]) -> Face:
    body = bodies[encoding]
    is_encoded = encoding != IDENTITY and body is not bodies[IDENTITY]
    etag = b'"%s-%s"' % (mark, _NAMES[encoding]) if is_encoded else b'"%s"' % mark
    headers = [*kept, *SHARED, (b"etag", etag), (b"content-length", str(len(body)).encode())]
    if is_encoded:
        headers.append((b"content-encoding", _NAMES[encoding]))
    return Face(status, etag, headers, body)


def _head(status: int, headers: list[Header]) -> bytes:
    lines = [b"%s: %s\r\n" % header for header in headers]
    return b"HTTP/1.1 %d %s\r\n%s" % (status, HTTPStatus(status).phrase.encode(), b"".join(lines))


def encoding_for(accepted: bytes) -> int:
    """The best encoding among those a browser accepts; answers are remembered, there are few."""
    known = _remembered.get(accepted)
    if known is None:
        known = _choose(accepted)
        if len(accepted) > _LONGEST_REMEMBERED:
            return known
        if len(_remembered) >= _MOST_REMEMBERED:
            _remembered.clear()
        _remembered[accepted] = known
    return known


def _choose(accepted: bytes) -> int:
    wanted = set()
    for part in accepted.lower().split(b","):
        name, _, weight = part.partition(b";")
        if weight.replace(b" ", b"").rstrip(b"0") not in {b"q=", b"q=0.", b"q=."}:
            wanted.add(name.strip())
    if b"br" in wanted:
        return BROTLI
    return GZIP if b"gzip" in wanted else IDENTITY

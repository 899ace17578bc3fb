"""The cookie `meter`: which articles were read on in this browser, signed like a pass.

`m1.kid.payload.mac`. What a stranger read on stands beside what a registered reader did; the latter is bound to the tag
of the reader's session, so that in another browser, or after signing out, it says nothing. A stranger's
marks are bound to nobody: a stranger's meter is a nudge, not a lock.

Pure: no Django, no clock, no database.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .meters import MOST_ARTICLES, Marks, Spent, spent_on
from .rules import VisitorClass
from .sealing import seal, unseal

COOKIE = "meter"
VERSION = "m1"
#: A cookie may have 4096 bytes with its name and attributes; two full lists of long numbers stay below this.
LONGEST = 3600
_BIGGEST = 2**53


@dataclass(frozen=True, slots=True)
class MeterCookie:
    """`stranger` and `reader`: article → day (since 1970, UTC). `tag` is the session that `reader` belongs to."""

    stranger: Marks = field(default_factory=dict)
    tag: str = ""
    reader: Marks = field(default_factory=dict)

    def marks_of(self, tag: str) -> Marks:
        """What the reader of the session with this tag has read on."""
        return self.reader if tag and tag == self.tag else {}

    def spent(self, article: int | None, day: int, *, visitor_class: VisitorClass | None, tag: str) -> Spent:
        """What counts for this visitor. What was read on as a stranger stays open and is not charged to the reader."""
        if visitor_class is VisitorClass.REGISTERED:
            return spent_on(
                article, day, counting=self.marks_of(tag), besides=self.stranger, who="registered"
            )
        return spent_on(article, day, counting=self.stranger, besides={})


EMPTY = MeterCookie()


def sign(cookie: MeterCookie, key: bytes) -> str:
    """The cookie's text. Raises ValueError for one that could not be verified again."""
    if max(len(cookie.stranger), len(cookie.reader)) > MOST_ARTICLES:
        raise ValueError(f"a meter's cookie holds at most {MOST_ARTICLES} articles")
    said: dict[str, object] = {}
    if cookie.stranger:
        said["stranger"] = sorted(cookie.stranger.items())
    if cookie.reader:
        said |= {"tag": cookie.tag, "reader": sorted(cookie.reader.items())}
    text = seal(VERSION, json.dumps(said, separators=(",", ":")).encode(), key)
    if len(text) > LONGEST:
        raise ValueError("the meter is too long for a cookie")
    return text


def verify(text: str, keys: Mapping[str, bytes]) -> MeterCookie:
    """What the text proves; an empty meter when it proves nothing. It is a stranger's: nothing is raised."""
    payload = unseal(VERSION, text, keys) if 0 < len(text) <= LONGEST else None
    if payload is None:
        return EMPTY
    try:
        said: Any = json.loads(payload)
        stranger, reader = _marks(said.get("stranger", [])), _marks(said.get("reader", []))
        tag = said.get("tag", "")
    except (ValueError, TypeError, AttributeError, RecursionError):
        return EMPTY
    return MeterCookie(stranger, tag if isinstance(tag, str) else "", reader)


def _marks(pairs: Any) -> dict[int, int]:
    """Raises ValueError or TypeError when these are no marks."""
    found = dict(pairs)
    known = all(type(part) is int and 0 <= part < _BIGGEST for pair in found.items() for part in pair)
    if not known or len(found) > MOST_ARTICLES:
        raise ValueError("no marks")
    return found

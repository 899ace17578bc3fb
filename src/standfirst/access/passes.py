"""Passes: signed proof of what a visitor may read. They grant reading and nothing else.

`v1.kid.payload.mac`: HMAC-SHA256 (RFC 2104) over everything before the last dot; payload and mac are
base64url without padding (RFC 4648, section 5) in their one canonical spelling, so that no changed bit
still verifies. `kid` names the key, so that a paper can change keys without signing anybody out. A pass
names nobody: its tag is random.

Pure: no Django, no clock, no database.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Any

from .rules import IN_A_PASS, Visitor, VisitorClass
from .sealing import seal, unseal

COOKIE = "pass"
VERSION = "v1"
#: Seconds for which no question is asked of Django.
FRESH_FOR = 60 * 60
#: Articles granted one by one; a pass travels with every request, so it stays small.
MOST_GRANTED = 50
LONGEST = 1500
_CLASSES = {known.value: known for known in IN_A_PASS}


class Standing(StrEnum):
    """How a pass stands at some moment."""

    FRESH = "fresh"  # no question is asked
    STALE = "stale"  # Django is asked once whether the session lives
    ENDED = "ended"  # proves nothing any more


@dataclass(frozen=True, slots=True)
class Pass:
    """What a visitor may read. `fresh` and `end` are seconds since 1970 (UTC).

    `visitor_class` None is a class this version does not know: `decide` treats it as a stranger's.
    """

    visitor_class: VisitorClass | None
    tag: str
    fresh: int
    end: int
    granted: frozenset[int] = field(default_factory=frozenset)

    def standing(self, now: float) -> Standing:
        if now >= self.end:
            return Standing.ENDED
        return Standing.FRESH if now < self.fresh else Standing.STALE

    @property
    def visitor(self) -> Visitor:
        return Visitor(self.visitor_class, self.granted)


def new_tag() -> str:
    """A random name for a session, by which its passes can be ended. It says nothing about the reader."""
    return secrets.token_urlsafe(12)


def sign(granting: Pass, key: bytes) -> str:
    """The pass as text for the cookie. Raises ValueError for one that could not be verified again."""
    if granting.visitor_class is None or granting.visitor_class.value not in _CLASSES:
        raise ValueError("a pass must name a visitor class that a pass can prove")
    if len(granting.granted) > MOST_GRANTED:
        raise ValueError(f"a pass grants at most {MOST_GRANTED} articles")
    payload: dict[str, object] = {
        "class": granting.visitor_class.value,
        "tag": granting.tag,
        "fresh": granting.fresh,
        "end": granting.end,
    }
    if granting.granted:
        payload["granted"] = sorted(granting.granted)
    text = seal(VERSION, json.dumps(payload, separators=(",", ":")).encode(), key)
    if len(text) > LONGEST:
        raise ValueError("the pass is too long for a cookie")
    return text


def verify(text: str, keys: Mapping[str, bytes], now: float) -> Pass | None:
    """The pass that `text` proves at `now` (seconds since 1970); None when it proves nothing, or has ended.

    The text is a stranger's: whatever it is, nothing is raised.
    """
    if len(text) > LONGEST:
        return None
    found = _proved(text, tuple(keys.items()))
    return None if found is None or found.standing(now) is Standing.ENDED else found


@lru_cache(maxsize=2048)
def _proved(text: str, keys: tuple[tuple[str, bytes], ...]) -> Pass | None:
    """What a text proves by these keys is the same for ever; a browser shows its pass with each request, and twice."""
    return _read(unseal(VERSION, text, dict(keys)))


def _read(payload: bytes | None) -> Pass | None:
    """The pass in a payload that was signed; None when this version cannot read it."""
    try:
        said: Any = json.loads(payload or b"")
        listed = said.get("granted", [])
        granted = frozenset(listed)
        fresh, end, tag = said["fresh"], said["end"], said["tag"]
        named = said["class"]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    whole = all(type(number) is int for number in (fresh, end, *granted))
    if not (whole and isinstance(tag, str) and isinstance(named, str) and isinstance(listed, list)):
        return None
    return Pass(visitor_class=_CLASSES.get(named), tag=tag, fresh=fresh, end=end, granted=granted)

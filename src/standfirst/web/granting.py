"""What gifts add to a pass: a reader's, or one for a stranger who was given something.

Nothing is believed of the old pass but its tag: what it grants is asked of the database whenever a pass is due.
"""

from __future__ import annotations

import time

from django.http import HttpRequest

from standfirst.access import passes
from standfirst.access.passes import FRESH_FOR, Pass, Standing
from standfirst.access.rules import VisitorClass
from standfirst.readers import gifts
from standfirst.readers.models import Reader

from .keyring import keyring

#: On a request: something was taken, so a pass is due, whatever the browser holds.
_TAKEN = "gift_was_taken"
#: Where the Front asks about a pass.
_RENEWAL = "/_/pass"


def stranger_tag(request: HttpRequest) -> str:
    """The tag of a stranger's pass; empty when none is held.

    A key that was given up will do: the tag is random, and says only which gifts to look for.
    """
    held = _held(request)
    return held.tag if held is not None and held.visitor_class is VisitorClass.ANONYMOUS else ""


def _held(request: HttpRequest) -> Pass | None:
    now, keys = time.time(), keyring()
    text = request.COOKIES.get(passes.COOKIE, "")
    return passes.verify(text, {**keys.given_up(now), **keys.believed(now)}, now) if text else None


def gift_taken(request: HttpRequest, tag: str = "") -> None:
    """To be called when a gift was taken, with the tag of the stranger's pass that is to hold it."""
    setattr(request, _TAKEN, tag or True)


def was_taken(request: HttpRequest) -> bool:
    return hasattr(request, _TAKEN)


def granted_to(reader: Reader) -> frozenset[int]:
    """What a reader's pass grants besides what every reader may read."""
    return gifts.granted_to_reader(reader).articles


def stranger_pass(request: HttpRequest) -> Pass | None:
    """The pass of a stranger who holds gifts; None when there is nothing to hold."""
    taken = getattr(request, _TAKEN, "")
    tag = taken if isinstance(taken, str) and taken else stranger_tag(request)
    granted = gifts.granted_to_tag(tag)
    if not granted.articles:
        return None
    fresh = min(int(time.time()) + FRESH_FOR, granted.end)
    return Pass(VisitorClass.ANONYMOUS, tag, fresh=fresh, end=granted.end, granted=granted.articles)


def is_asked(request: HttpRequest) -> bool:
    """Is a stranger's pass looked at with this answer? It is when something was taken, or the pass is not fresh."""
    if was_taken(request) or request.path == _RENEWAL:
        return True
    held = _held(request)
    return held is None or held.standing(time.time()) is not Standing.FRESH

"""Read first, prove later: where an edition wants it so, whoever gives an address reads on at once.

What is lent is a pass and nothing else: it belongs to the browser, not to an account. Nobody is signed in; whatever
asks for a reader (commenting, following, gifts, settings) asks for the code. It is lent once in a session, whatever
address was typed, so that nobody learns from it whether there is an account: docs/decisions says why.
"""

from __future__ import annotations

import time
from typing import Any

from django.http import HttpRequest

from standfirst.access.passes import FRESH_FOR, Pass, Standing, new_tag
from standfirst.access.rules import VisitorClass
from standfirst.editions.models import CodeDue
from standfirst.readers import gifts

from .granting import stranger_tag, was_taken

#: Seconds for which one may read before the code is asked for: a day's visit, not the next day's.
LENT_FOR = 12 * 60 * 60
#: Where a session keeps the tag of what was lent to it, and when that ends (seconds since 1970).
LENT = "read_first"


def lend(request: HttpRequest) -> bool:
    """Somebody who gave an address may read on, if the home edition wants it so and this is the first time."""
    home = request.visit.home  # type: ignore[attr-defined]
    if home.code_due != CodeDue.LATER or request.user.is_authenticated:
        return False
    if home.parsed_wall is None or home.parsed_wall.registered is not None:
        return False  # what is counted for the registered is counted by account
    if LENT not in request.session:
        request.session[LENT] = [new_tag(), int(time.time()) + LENT_FOR]
    return is_lent(request)


def is_lent(request: HttpRequest) -> bool:
    """Does this session read on without having proved anything yet?"""
    return time.time() < _kept(request)[1]


def pass_due(request: HttpRequest, held: Pass | None) -> Pass | None:
    """The pass to hand over, when the one the browser sent is not the one that was lent, or no longer fresh."""
    (tag, end), now = _kept(request), time.time()
    is_good = held is not None and held.tag == tag and held.standing(now) is Standing.FRESH
    if is_good and not was_taken(request):
        return None
    if given := stranger_tag(request):
        gifts.hand_on(tag=given, to=tag)
    granted = gifts.granted_to_tag(tag).articles
    fresh = min(int(now) + FRESH_FOR, end)
    return Pass(visitor_class=VisitorClass.REGISTERED, tag=tag, fresh=fresh, end=end, granted=granted)


def tag_lent(request: HttpRequest) -> str:
    """The tag of what was lent to this session; empty when nothing is."""
    return _kept(request)[0] if is_lent(request) else ""


def _kept(request: HttpRequest) -> tuple[str, int]:
    kept: Any = request.session.get(LENT)
    good = isinstance(kept, list) and len(kept) == 2
    return (str(kept[0]), int(kept[1])) if good else ("", 0)

"""How often one may ask to be let in: by network, by address, by account; counted in the cache all processes share.

The counting is allauth's own, so that it is atomic in every process; what is here says whom it counts, and when to try
again. `settings.ACCOUNT_RATE_LIMITS` holds the figures.
"""

from __future__ import annotations

import math
import time

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext

from standfirst.kit.network import plain_address, wide_network

APP = "allauth.account"
#: Asking for a code, whoever the address belongs to: to sign in, to join, to set a new password.
CODE, CODE_FROM_HERE, CODE_FROM_AROUND = "request_login_code", "code_from_here", "code_from_around"
#: Each act, and who is counted for it besides what the act itself counts.
Counted = tuple[tuple[str, str], ...]


def visitor_address(request: HttpRequest) -> str:
    """Whose limit is spent. The Front has put the visitor's own address there, through a proved edge too."""
    return plain_address(str(request.META.get("REMOTE_ADDR") or "unknown"))


def code_counted(request: HttpRequest, email: str) -> Counted:
    """Who is counted when a code is asked for.

    The networks come first: who floods from one of them spends nothing of what the owner of the address has elsewhere.
    """
    network = wide_network(visitor_address(request))
    return (
        (CODE_FROM_AROUND, network),
        (CODE_FROM_HERE, f"{network} {email.lower()}"),
        (CODE, email.lower()),
    )


def spend(request: HttpRequest, counted: Counted) -> int:
    """Count one act of each; 0 when all of them may, else the seconds until it is worth trying again."""
    for action, key in counted:
        if not ratelimit.consume(request, app=APP, action=action, key=key):
            return seconds_left(request, action, key)
    return 0


def seconds_left(request: HttpRequest, action: str, key: str) -> int:
    """How long until the fullest of this action's limits has room again; a minute at least."""
    now, wait = time.time(), 60.0
    for rate in ratelimit.get_rates(app=APP, action=action):
        if rate.per == "user":
            continue
        name = ratelimit.get_cache_key(request, app=APP, action=action, rate=rate, key=key)
        spent: list[float] = cache.get(name, [])  # the latest first
        if len(spent) >= rate.amount:
            wait = max(wait, spent[rate.amount - 1] + rate.duration - now)
    return math.ceil(wait)


def in_words(seconds: int) -> str:
    """What somebody is told who has met a limit."""
    minutes = math.ceil(seconds / 60)
    if minutes > 90:
        hours = math.ceil(minutes / 60)
        return ngettext(
            "That was too often. Please try again in an hour.",
            "That was too often. Please try again in %(hours)s hours.",
            hours,
        ) % {"hours": hours}
    if minutes == 10:
        return gettext("That was too often. Please try again in ten minutes.")
    return ngettext(
        "That was too often. Please try again in a minute.",
        "That was too often. Please try again in %(minutes)s minutes.",
        minutes,
    ) % {"minutes": minutes}

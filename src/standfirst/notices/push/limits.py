"""How much one network may ask of push. Counted in the shared cache, by allauth's own counter, so that one setting
says where an address comes from."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

#: A school or an office is one network: each of its devices reports what it shows.
LIMITS = {"subscription": "120/m/ip", "seen": "600/m/ip"}


def is_within(request: HttpRequest, act: str) -> bool:
    """Count this act of the request's network; False when there were too many."""
    # The public wrapper knows allauth's own limits only.
    from allauth.core.internal.ratelimit import consume

    limits = getattr(settings, "PUSH_LIMITS", LIMITS)
    return consume(request, app="standfirst.notices", action=act, config=limits) is not None

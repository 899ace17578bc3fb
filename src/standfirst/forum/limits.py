"""How much one network may ask of the forum. Counted in the shared cache, by allauth's own counter, so that one
setting says where an address comes from. What one account may do is a phase (`phases.not_too_fast`)."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

LIMITS = {
    "comment": "40/m/ip",
    "recommend": "60/m/ip",
    "report": "6/m/ip",
    "legal_notice": "6/h/ip",
    "legal_receipt": "3/d/key",
}


def is_within(request: HttpRequest, act: str, *, key: str | None = None) -> bool:
    """Count this act of the request's network, or of `key`; False when there were too many."""
    # The public wrapper knows allauth's own limits only.
    from allauth.core.internal.ratelimit import consume

    limits = getattr(settings, "FORUM_LIMITS", LIMITS)
    return consume(request, app="standfirst.forum", action=act, key=key, config=limits) is not None

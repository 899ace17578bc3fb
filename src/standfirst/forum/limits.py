"""How much one network may ask of the forum. Counted in the shared cache, by allauth's own counter, so that one
setting says where an address comes from. What one account may do is a phase (`phases.not_too_fast`)."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from standfirst.readers.models import Reader

LIMITS = {
    "comment": "40/m/ip",
    "recommend": "60/m/ip",
    "report": "6/m/ip",
    "legal_notice": "6/h/ip",
    "legal_receipt": "3/d/key",
}


#: A network answers for an account that is younger than this.
YOUNG = timedelta(days=1)


def is_known_here(user: object) -> bool:
    """Is this a reader who joined some time ago? What such an account may do is counted by `phases.not_too_fast`, so
    that a school or an office behind one address can talk; many new accounts of one network are counted together."""
    return isinstance(user, Reader) and user.joined_at < timezone.now() - YOUNG


def is_within(request: HttpRequest, act: str, *, key: str | None = None) -> bool:
    """Count this act of the request's network, or of `key`; False when there were too many."""
    # The public wrapper knows allauth's own limits only.
    from allauth.core.internal.ratelimit import consume

    limits = getattr(settings, "FORUM_LIMITS", LIMITS)
    return consume(request, app="standfirst.forum", action=act, key=key, config=limits) is not None

"""How many wrong keys one network may try, counted in the shared cache by allauth's own counter. What a partner may
ask is counted in the record of its requests (`partners.count`)."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

LIMITS = {"wrong_key": "20/10m/ip"}


def is_within(request: HttpRequest, act: str) -> bool:
    """Count this act of the request's network; False when there were too many."""
    # The public wrapper knows allauth's own limits only.
    from allauth.core.internal.ratelimit import consume

    limits = getattr(settings, "SYNDICATION_LIMITS", LIMITS)
    return (
        consume(request, app="standfirst.syndication", action=act, config=limits, limit_get=True) is not None
    )

"""The paper's own key for web push, from the configuration."""

from __future__ import annotations

from email.utils import parseaddr
from functools import lru_cache

from django.conf import settings

from .encryption import Vapid


@lru_cache(maxsize=1)
def vapid() -> Vapid | None:
    """None where the paper has no key: then nothing is pushed and nobody is asked."""
    key = settings.CONFIGURATION.vapid_key
    if not key:
        return None
    if settings.CONFIGURATION.is_https:
        contact = settings.CONFIGURATION.url
    else:
        contact = f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"
    return Vapid.from_hex(key, contact=contact)

"""Which stored pages show newsletters, and what a change of them forgets."""

from __future__ import annotations

from typing import Any

from standfirst.delivery.bus import forget

from ..models import Newsletter

NEWSLETTERS = "newsletters"


def newsletter_key(newsletter: Newsletter) -> str:
    return f"newsletter/{newsletter.pk}"


def newsletter_changed(instance: Newsletter, **_others: Any) -> None:
    """Connected in web/wiring.py to the saving and deleting of newsletters."""
    forget({NEWSLETTERS, newsletter_key(instance)})

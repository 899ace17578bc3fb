"""What a change of a front forgets."""

from __future__ import annotations

from typing import Any

from standfirst.delivery.bus import forget
from standfirst.newsroom.stories.keys import front_key

from .models import Front, Placement


def front_changed(instance: Front | Placement, **_others: Any) -> None:
    """Connected in web/wiring.py to the saving and deleting of fronts and their places."""
    front = instance if isinstance(instance, Front) else instance.front
    forget({front_key(front.edition)})

"""What follows when a picture is saved or deleted, through whichever door. Connected in web/wiring.py."""

from __future__ import annotations

from typing import Any

from standfirst.delivery.bus import forget

from .keys import picture_key
from .models import Picture
from .tasks import make_renditions


def picture_saved(instance: Picture, **_others: Any) -> None:
    """New files when what they are made of has changed; new pages when any word has."""
    if instance.renditions_are_old():
        make_renditions.enqueue(instance.pk)
    forget({picture_key(instance.pk)})


def picture_deleted(instance: Picture, **_others: Any) -> None:
    forget({picture_key(instance.pk)})

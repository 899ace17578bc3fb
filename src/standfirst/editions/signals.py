"""What follows when an edition changes. Connected in web/wiring.py."""

from __future__ import annotations

from typing import Any

from standfirst.delivery.bus import withdraw

from .models import Edition
from .queries import KEY, read_again


def edition_changed(instance: Edition, **_others: Any) -> None:
    """Every page shows the editions, and any of them may have a new wall: all copies go, in every process."""
    del instance
    read_again()
    withdraw({KEY})

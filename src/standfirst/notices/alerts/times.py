"""How far from now an alert may be planned. Pure: no Django, no clock, no database."""

from __future__ import annotations

from datetime import datetime, timedelta

#: How far ahead an alert may be planned.
LONGEST_AHEAD = timedelta(days=30)
#: An instant that went by while somebody's approval was waited for still counts for so long.
GRACE = timedelta(hours=1)


def is_past(instant: datetime, now: datetime) -> bool:
    """Too late for an alert that was planned for this instant?"""
    return now - instant > GRACE


def is_too_far(instant: datetime, now: datetime) -> bool:
    return instant - now > LONGEST_AHEAD

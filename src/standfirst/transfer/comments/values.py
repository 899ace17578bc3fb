"""Single values as old houses write them. Pure."""

from __future__ import annotations

from datetime import UTC, datetime

#: The web is no older than this; later than tomorrow nothing was written.
EARLIEST, LATEST = 1990, 2200


def is_true(text: str) -> bool:
    return text.strip().lower() in {"true", "1", "yes"}


def instant(text: str) -> datetime | None:
    """A date and time; without a zone it is UTC, as both formats mean it. None for what says no instant."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if not EARLIEST <= found.year <= LATEST:
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)

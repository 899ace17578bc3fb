"""Whom to tell how, when, and how often. Pure: no Django, no clock, no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from ipaddress import IPv4Address, ip_address, ip_network
from zoneinfo import ZoneInfo

#: Pushes a device gets in a day before further ones stay in the inbox alone; urgent ones come on top.
PUSHES_A_DAY = 20
#: New devices that one network may add in a day.
DEVICES_A_DAY = 50
#: After so many refusals a dispatch is given up.
MOST_TRIES = 8
_FIRST_DELAY, _LONGEST_DELAY = 15, 60 * 60


def wants(kind: str, channel: str, said: Mapping[tuple[str, str], bool], *, default: bool = True) -> bool:
    """Does a reader who `said` these things, by (kind, channel), want this kind by this channel?"""
    return said.get((kind, channel), default)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `start` to `end` on the clock of `zone`; over midnight when the end is before the start."""

    start: time
    end: time
    zone: ZoneInfo


def not_before(now: datetime, quiet: QuietHours | None, *, urgent: bool) -> datetime:
    """The earliest instant to send at: now, or the end of the quiet hours that `now` lies in."""
    if quiet is None or urgent or quiet.start == quiet.end:
        return now
    local = now.astimezone(quiet.zone)
    clock = local.time()
    over_midnight = quiet.start > quiet.end
    inside = (
        (clock >= quiet.start or clock < quiet.end) if over_midnight else quiet.start <= clock < quiet.end
    )
    if not inside:
        return now
    day = local.date() + timedelta(days=1 if over_midnight and clock >= quiet.start else 0)
    end = datetime.combine(day, quiet.end, tzinfo=quiet.zone)
    return max(now, end.astimezone(now.tzinfo))


def over_cap(sent_today: int, *, urgent: bool) -> bool:
    """Has a device had enough for a day? Never of what is urgent."""
    return not urgent and sent_today >= PUSHES_A_DAY


def delay(tries: int, retry_after: float | None = None) -> timedelta | None:
    """How long to wait after the `tries`-th refusal; None when it is given up.

    `retry_after` is what the other side asked for, in seconds; it is heeded up to an hour.
    """
    if tries >= MOST_TRIES:
        return None
    own = min(_FIRST_DELAY * 2 ** max(tries - 1, 0), _LONGEST_DELAY)
    asked = min(max(retry_after or 0.0, 0.0), float(_LONGEST_DELAY))
    return timedelta(seconds=max(own, asked))


def network_of(address: str) -> str:
    """The network an address belongs to: 203.0.113.0/24, 2001:db8::/48. Nonsense is a network of its own."""
    try:
        known = ip_address(address.strip())
    except ValueError:
        return "unknown"
    mapped = getattr(known, "ipv4_mapped", None)
    known = mapped or known
    return str(ip_network((known, 24 if isinstance(known, IPv4Address) else 48), strict=False))

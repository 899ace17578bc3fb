"""How often to tell and to try; what one network may ask for. Pure: no Django, no clock, no database.

What a reader wants to hear of, and when, is decided in `wishes/rules.py`.
"""

from __future__ import annotations

from datetime import timedelta
from ipaddress import IPv4Address, ip_address, ip_network

#: Pushes a device gets in a day before further ones stay in the inbox alone; urgent ones come on top.
PUSHES_A_DAY = 20
#: New devices that one network may add in a day.
DEVICES_A_DAY = 50
#: After so many refusals a dispatch is given up.
MOST_TRIES = 8
_FIRST_DELAY, _LONGEST_DELAY = 15, 60 * 60


def over_cap(sent_today: int, *, urgent: bool, most: int | None = None) -> bool:
    """Has a device had enough for a day (its reader's own number, or the paper's)? Never of what is urgent."""
    return not urgent and sent_today >= (PUSHES_A_DAY if most is None else most)


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

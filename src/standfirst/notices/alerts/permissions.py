"""Who may do what with alerts. Stopping one takes nothing away that cannot be said again: whoever may do anything with
alerts may stop them."""

from __future__ import annotations

from typing import Any

WRITE, APPROVE, SEND = "notices.write_alerts", "notices.approve_alerts", "notices.send_alerts"
ALL = (WRITE, APPROVE, SEND)
#: By the role's name; web/wiring.py grants them.
OF_ROLES: dict[str, tuple[str, ...]] = {
    "journalist": (WRITE,),
    "editor": ALL,
    "administrator": ALL,
}


def may_any(person: Any) -> bool:
    """May they see alerts at all?"""
    return any(person.has_perm(name) for name in ALL)


def may_write(person: Any) -> bool:
    return bool(person.has_perm(WRITE) or person.has_perm(SEND))

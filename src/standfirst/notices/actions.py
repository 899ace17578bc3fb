"""Verbs of telling."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from standfirst.kit.statements import insert

from .models import Told
from .notice import Notice

#: Kinds of notices by name; filled in web/wiring.py.
KINDS: dict[str, type[Notice]] = {}


def register(*kinds: type[Notice]) -> None:
    KINDS.update({kind.kind: kind for kind in kinds})


def tell(notice: Notice, *, not_before: datetime | None = None) -> Told:
    """Write the notice down, in the caller's transaction: when that commits it will be told, if not, not. Now, or not
    before an instant.

    Raises LookupError for a kind that nobody registered: the worker could never make it anew.
    """
    if notice.kind not in KINDS:
        raise LookupError(f"no notice of kind “{notice.kind}” is registered in web/wiring.py")
    when = not_before or timezone.now()
    told = Told(kind=notice.kind, reference=notice.reference(), at=when, not_before=when)
    insert(told)
    return told


def made_anew(told: Told) -> Notice | None:
    """The notice that this row keeps; None when nobody may be told of it any more."""
    kind = KINDS.get(told.kind)
    return kind.from_reference(told.reference) if kind is not None else None

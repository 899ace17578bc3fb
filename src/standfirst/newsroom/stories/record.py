"""Who changed a wall, a meter, the gifts or the words of an offer: on record, with what was there before.

What counts is what readers meet: a draft's wall is on record when the draft is published. Whoever acts is the one whom
Wagtail's own log knows.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from wagtail.log_actions import log

from standfirst.editions.offer_words import OfferWords

WALL_CHANGED = "standfirst.wall"
#: What is watched, wherever a model has a field of that name.
WATCHED = ("wall", "gifts", "crawlers", "code_due", "alerts_by_two", *OfferWords.WORD_FIELDS)


def about_to_be_saved(
    sender: Any, instance: Any, update_fields: Iterable[str] | None = None, **_others: Any
) -> None:
    """Remember what readers met until now."""
    instance.known_before = None
    watched = _watched(sender)
    if update_fields is not None and not watched.intersection(update_fields):
        return
    if instance.pk is not None and _is_met(instance):
        known = sender.objects.filter(pk=instance.pk).values(*watched, *_live(sender)).first()
        if known is not None:
            was_met = known.pop("live", True)
            instance.known_before = known if was_met else {name: getattr(sender(), name) for name in known}


def saved(sender: type[Model], instance: Any, **_others: Any) -> None:
    """Write what has changed since, if anything."""
    before, instance.known_before = getattr(instance, "known_before", None), None
    if before is None:
        return
    now = {name: getattr(instance, name) for name in before}
    for name in sorted(now):
        if now[name] != before[name]:
            data = {"what": name, "before": _plain(before[name]), "after": _plain(now[name])}
            log(instance=instance, action=WALL_CHANGED, data=data)


def _watched(model: type[Model]) -> set[str]:
    return {name for name in WATCHED if hasattr(model, name)}


def _live(model: type[Model]) -> tuple[str, ...]:
    return ("live",) if hasattr(model, "live") else ()


def _is_met(instance: Any) -> bool:
    """Do readers meet it? An edition is always there."""
    return bool(getattr(instance, "live", True))


def _plain(value: Any) -> Any:
    return value if isinstance(value, bool | int | str | list) else str(value)

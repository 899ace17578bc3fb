"""Verbs of a reader's own wishes. What was said holds at once, also for what waits to be sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from ..actions import KINDS
from ..models import Dispatch, Preference, Wishes
from . import rules
from .queries import wishes_of

PAUSE = timedelta(days=7)


@transaction.atomic
def set_preferences(*, reader: int, wanted: Mapping[tuple[str, str], bool]) -> None:
    """What a reader says about kinds of notices, by (kind, channel). What is as the paper has it anyway is not
    written down, unless the reader has said something else before; nor is what is not chosen here."""
    said = wishes_of([reader])[reader].said
    wanted = {pair: yes for pair, yes in wanted.items() if _is_chosen_here(*pair)}
    now = {pair: said.get(pair, _usual(*pair)) for pair in wanted}
    Preference.objects.bulk_create(
        [
            Preference(reader_id=reader, kind=kind, channel=channel, wanted=yes)
            for (kind, channel), yes in wanted.items()
            if now[kind, channel] != yes
        ],
        update_conflicts=True,
        unique_fields=["reader", "kind", "channel"],
        update_fields=["wanted"],
    )
    reconsider(reader)


@transaction.atomic
def set_wishes(*, reader: int, **told: Any) -> Wishes:
    """Write down when and how often a reader wants to be told, by the columns of `Wishes`."""
    row, _made = Wishes.objects.update_or_create(reader_id=reader, defaults=told)
    reconsider(reader)
    return row


def pause(*, reader: int, now: datetime | None = None) -> None:
    """Send nothing for a week; the inbox goes on being filled."""
    set_wishes(reader=reader, paused_until=(now or timezone.now()) + PAUSE)


def go_on(*, reader: int) -> None:
    """End the pause."""
    set_wishes(reader=reader, paused_until=None)


def switch(*, reader: int, off: bool) -> None:
    """Everything off, or on again as it was."""
    set_wishes(reader=reader, off=off)


def reconsider(reader: int) -> None:
    """Ask for all that waits for this reader whether it is still wanted, and when: who switches something off in the
    evening is not told of it in the morning."""
    now = timezone.now()
    waiting = Dispatch.objects.filter(reader=reader, state=Dispatch.State.WAITING).select_related("told")
    copies = list(waiting)
    if not copies:
        return
    wished = wishes_of([reader])[reader]
    for copy in copies:
        kind = KINDS.get(copy.told.kind)
        if kind is None:
            continue
        due = rules.when(kind.as_kind(), copy.channel, wished, now=now)
        mine = waiting.filter(pk=copy.pk)
        if due is None:
            mine.update(state=Dispatch.State.SKIPPED, outcome="no longer wanted", done_at=now)
        elif copy.tries == 0 and not (copy.channel == rules.MAIL and copy.not_before <= now):
            # What a service has refused waits for the service; a letter that is due is not put off to the next.
            mine.update(not_before=due)


def _is_chosen_here(kind: str, channel: str) -> bool:
    known = KINDS.get(kind)
    return known is None or channel in known.chosen_by


def _usual(kind: str, channel: str) -> bool:
    known = KINDS.get(kind)
    return known is not None and channel in known.defaults

"""From one notice to a dispatch for each hearer by each channel."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import transaction
from django.utils import timezone

from . import rules
from .actions import made_anew
from .channels import CHANNELS
from .models import Dispatch, Preference, Told
from .notice import Hearer, Notice

log = logging.getLogger(__name__)
BATCH = 500


def fan_out() -> bool:
    """The job: take the oldest notice that waits and write its dispatches. Says whether there was one.

    A worker killed half-way leaves the notice waiting; whoever takes it next writes the same dispatches again,
    and those that are there already stay as they are.
    """
    now = timezone.now()
    waiting = Told.objects.filter(fanned_out_at=None)
    told = waiting.filter(not_before__lte=now).order_by("not_before", "id").first()
    if told is None:
        return False
    try:
        notice = made_anew(told)
        if notice is not None:
            for batch in _batches(notice.hearers()):
                write_dispatches(told, notice, batch)
    except Exception:  # one notice that cannot be told must not stop all others; it is tried again
        log.exception("notice %s (%s) could not be fanned out", told.pk, told.kind)
        wait = rules.delay(told.tries + 1)
        if wait is not None:
            waiting.filter(pk=told.pk).update(tries=told.tries + 1, not_before=now + wait)
            return True
    waiting.filter(pk=told.pk).update(fanned_out_at=timezone.now())
    return True


@transaction.atomic
def write_dispatches(told: Told, notice: Notice, hearers: list[Hearer]) -> None:
    said = _said(notice.kind, hearers)
    Dispatch.objects.bulk_create(
        [
            Dispatch(
                told=told,
                channel=channel.name,
                hearer=target.hearer,
                reader_id=target.reader,
                subscription_id=target.subscription,
                not_before=rules.not_before(told.at, None, urgent=notice.urgent),
            )
            for channel in CHANNELS
            for target in channel.targets(hearers)
            if target.reader is None or rules.wants(notice.kind, channel.name, said.get(target.reader, {}))
        ],
        ignore_conflicts=True,
    )


def _said(kind: str, hearers: Iterable[Hearer]) -> dict[int, dict[tuple[str, str], bool]]:
    """What these readers have said about this kind: one query, however many."""
    said: dict[int, dict[tuple[str, str], bool]] = {}
    readers = [hearer.reader for hearer in hearers if hearer.reader is not None]
    for preference in Preference.objects.filter(reader__in=readers, kind=kind):
        said.setdefault(preference.reader_id, {})[preference.kind, preference.channel] = preference.wanted
    return said


def _batches(hearers: Iterator[Hearer]) -> Iterator[list[Hearer]]:
    while batch := list(islice(hearers, BATCH)):
        yield batch

"""From one notice to a dispatch for each hearer by each channel."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from itertools import islice

from django.db import transaction
from django.utils import timezone

from . import rules
from .actions import made_anew
from .channels import CHANNELS
from .models import Dispatch, Told
from .notice import Hearer, Notice
from .wishes.queries import Wishing

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
    """A copy for each channel by which a hearer wants this kind, due when the hearer's own wishes say so."""
    readers = {hearer.reader for hearer in hearers if hearer.reader is not None}
    wishing = Wishing.about(notice, readers, now=timezone.now())
    Dispatch.objects.bulk_create(
        [
            Dispatch(
                told=told,
                channel=channel.name,
                hearer=target.hearer,
                reader_id=target.reader,
                subscription_id=target.subscription,
                not_before=due,
            )
            for channel in CHANNELS
            for target in channel.targets(hearers)
            if (due := wishing.when(target.reader, channel.name)) is not None
        ],
        ignore_conflicts=True,
    )


def _batches(hearers: Iterator[Hearer]) -> Iterator[list[Hearer]]:
    while batch := list(islice(hearers, BATCH)):
        yield batch

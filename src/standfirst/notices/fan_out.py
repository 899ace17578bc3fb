"""From one notice to a dispatch for each hearer by each channel, step by step."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from standfirst.kit.statements import prepared

from . import rules
from .actions import made_anew
from .channels import CHANNELS
from .models import Dispatch, Told
from .notice import Hearer, Notice
from .wishes.queries import Wishing
from .written import Row, write_rows

log = logging.getLogger(__name__)
#: Hearers in one step, and in one transaction.
STEP = 500
Rank = Dispatch.Rank


def fan_out() -> bool:
    """The job: one step of the notice that has waited longest. Says whether there was one.

    A notice that very many hear goes to the end of the queue after each step, so that others come between. Each
    step is one transaction with the place it ends at: a worker killed half-way has lost that step and no more.
    """
    now = timezone.now()
    told = next(iter(_waiting_longest(now)), None)
    if told is None:
        return False
    try:
        step(told)
    except Exception:  # one notice that cannot be told must not stop all others; it is tried again
        log.exception("notice %s (%s) could not be fanned out", told.pk, told.kind)
        wait = rules.delay(told.tries + 1)
        again = {"not_before": now + wait} if wait is not None else {"fanned_out_at": timezone.now()}
        Told.objects.filter(pk=told.pk, fanned_out_at=None).update(tries=told.tries + 1, **again)
    return True


@prepared
def _waiting_longest(now: datetime) -> QuerySet[Told]:
    waiting = Told.objects.filter(fanned_out_at=None, not_before__lte=now)
    return waiting.order_by("not_before", "id")[:1]


@transaction.atomic
def step(told: Told) -> None:
    """Write the dispatches of the next hearers. What two workers do at the same time is there once."""
    notice = made_anew(told)
    hearers, place = notice.some_hearers(told.place, STEP) if notice is not None else ([], told.place)
    if notice is not None and hearers:
        write_dispatches(told, notice, hearers)
    now = timezone.now()
    Told.objects.filter(pk=told.pk, place=told.place, fanned_out_at=None).update(
        place=place, tries=0, not_before=now, fanned_out_at=now if len(hearers) < STEP else None
    )


def write_dispatches(told: Told, notice: Notice, hearers: list[Hearer]) -> None:
    """A copy for each channel by which a hearer wants this kind, due when the hearer's own wishes say so."""
    wishing = Wishing.about(notice, hearers, now=timezone.now())
    many = Rank.MANY_URGENT if notice.urgent else Rank.MANY
    write_rows(
        [
            Row(
                told_id=told.pk,
                channel=channel.name,
                hearer=target.hearer,
                reader_id=target.reader,
                subscription_id=target.subscription,
                lane=target.lane,
                rank=(many if told.place else Rank.FEW).value,
                not_before=due,
            )
            for channel in CHANNELS
            for target in channel.targets(hearers)
            if (due := wishing.when(target, channel.name)) is not None
        ]
    )

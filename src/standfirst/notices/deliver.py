"""What the worker does with the dispatches that wait, and with those that are done."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from django.db.models import F
from django.utils import timezone

from standfirst.delivery.schedule import Job

from . import rules
from .actions import made_anew
from .channels import CHANNELS, GONE, BatchChannel, Channel, FlowChannel, Outcome
from .claims import Finished, claim, record
from .fan_out import fan_out
from .models import Dispatch, Subscription

log = logging.getLogger(__name__)
State = Dispatch.State
KEPT = timedelta(days=90)
#: Seconds between two looks for work.
PAUSE = 0.5


def jobs() -> list[Job]:
    """What the worker does for notices, again and again: the fan-out together with the channels that flow, in one
    thread, as they would take the processor from each other; and each other channel by itself, since it may wait."""
    waits = [channel for channel in CHANNELS if isinstance(channel, BatchChannel)]
    return [
        Job("tell", PAUSE, tell_on, end=rest),
        *(Job(f"deliver by {channel.name}", PAUSE, partial(deliver_by, channel)) for channel in waits),
    ]


def tell_on() -> bool:
    """The job: a step of the fan-out, and a turn of each channel that flows. Says whether there was work."""
    found = [fan_out(), *(channel.turn() for channel in flows())]
    return any(found)


def rest() -> None:
    """The worker stops."""
    for channel in flows():
        channel.rest()


def flows() -> list[FlowChannel]:
    return [channel for channel in CHANNELS if not isinstance(channel, BatchChannel)]


def deliver() -> bool:
    """One turn of every channel. Says whether there was work."""
    found = [deliver_by(channel) for channel in CHANNELS]
    return any(found)


def deliver_by(channel: Channel) -> bool:
    """The job of one channel: a batch, or a turn of those that flow. Says whether there was work."""
    if not isinstance(channel, BatchChannel):
        return channel.turn()
    mark, numbers = claim(channel.name, most=channel.batch, seconds=channel.lease, now=timezone.now())
    if not numbers:
        return False
    claimed = list(Dispatch.objects.filter(pk__in=numbers, claim=mark).select_related("told").order_by("id"))
    try:
        outcomes = send(channel, claimed)
        finished = [Finished(dispatch.pk, mark, outcomes[dispatch.pk]) for dispatch in claimed]
        record(finished, now=timezone.now())
    except Exception:  # the lease brings them back, so nothing is lost and nothing hammers
        log.exception("a batch by %s failed", channel.name)
    return True


def send(channel: BatchChannel, claimed: Sequence[Dispatch]) -> dict[int, Outcome]:
    """Make each notice anew, once, and hand the copies to their channel."""
    tolds = {dispatch.told_id: dispatch.told for dispatch in claimed}
    notices = {number: made_anew(told) for number, told in tolds.items()}
    outcomes = {dispatch.pk: GONE for dispatch in claimed}
    tellable = [
        (dispatch, notice) for dispatch in claimed if (notice := notices[dispatch.told_id]) is not None
    ]
    outcomes.update(channel.deliver(tellable))
    return outcomes


def sweep() -> bool:
    """The job: take back what a dead worker held.

    Says False always: what it frees is found by the next `deliver`.
    """
    now = timezone.now()
    lost = Dispatch.objects.filter(state=State.CLAIMED, claimed_until__lt=now)
    lost.filter(tries__gte=rules.MOST_TRIES).update(
        state=State.FAILED, outcome="given up: every worker that tried it died", claim="", done_at=now
    )
    lost.update(state=State.WAITING, claim="", claimed_until=None, tries=F("tries") + 1)
    Subscription.objects.exclude(network="").filter(created_at__lt=now - timedelta(days=1)).update(network="")
    return False


def forget_old() -> bool:
    """The job: dispatches are the record of what went out when, and that is kept for 90 days."""
    long_ago = timezone.now() - KEPT
    old = Dispatch.objects.filter(done_at__lt=long_ago).values_list("pk", flat=True)[:5000]
    return bool(Dispatch.objects.filter(pk__in=list(old)).delete()[0])

"""Claim, send, record: what the worker does with the dispatches that wait."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from . import rules
from .actions import made_anew
from .channels import CHANNELS, GONE, Channel, Outcome
from .models import Alert, Dispatch, Subscription

log = logging.getLogger(__name__)
State = Dispatch.State
KEPT = timedelta(days=90)


def deliver() -> bool:
    """The job: one batch for each channel. Says whether there was work."""
    found = [deliver_by(channel) for channel in CHANNELS]
    return any(found)


def deliver_by(channel: Channel) -> bool:
    claimed = claim(channel, now=timezone.now())
    if not claimed:
        return False
    try:
        record(claimed, send(channel, claimed), now=timezone.now())
    except Exception:  # the lease brings them back, so nothing is lost and nothing hammers
        log.exception("a batch by %s failed", channel.name)
    return True


def send(channel: Channel, claimed: Sequence[Dispatch]) -> dict[int, Outcome]:
    """Make each notice anew, once, and hand the copies to their channel."""
    tolds = {dispatch.told_id: dispatch.told for dispatch in claimed}
    notices = {number: made_anew(told) for number, told in tolds.items()}
    outcomes = {dispatch.pk: GONE for dispatch in claimed}
    tellable = [
        (dispatch, notice) for dispatch in claimed if (notice := notices[dispatch.told_id]) is not None
    ]
    outcomes.update(channel.deliver(tellable))
    return outcomes


def claim(channel: Channel, *, now: datetime) -> list[Dispatch]:
    """Take dispatches that are due, by one conditional UPDATE: what two workers want, one of them gets."""
    due = (
        Dispatch.objects.filter(channel=channel.name, state=State.WAITING, not_before__lte=now)
        .order_by("not_before", "id")
        .values_list("pk", flat=True)[: channel.batch]
    )
    numbers = list(due)
    if not numbers:
        return []
    mark = secrets.token_hex(16)
    Dispatch.objects.filter(pk__in=numbers, state=State.WAITING).update(
        state=State.CLAIMED, claim=mark, claimed_until=now + timedelta(seconds=channel.lease)
    )
    mine = Dispatch.objects.filter(claim=mark, state=State.CLAIMED).order_by("id")
    return list(mine.select_related("told", "subscription__edition"))


@transaction.atomic
def record(claimed: Sequence[Dispatch], outcomes: dict[int, Outcome], *, now: datetime) -> None:
    """Write down what became of them; only of those whose claim still holds."""
    alike: dict[tuple[str, Outcome], list[int]] = {}
    for dispatch in claimed:
        outcome = outcomes[dispatch.pk]
        alike.setdefault((dispatch.claim, outcome), []).append(dispatch.pk)
    for (mark, outcome), numbers in alike.items():
        mine = Dispatch.objects.filter(pk__in=numbers, claim=mark, state=State.CLAIMED)
        again = outcome.again is not None
        mine.update(
            state=State.WAITING if again else outcome.state,
            outcome=outcome.text[:200],
            tries=F("tries") + int(outcome.tried),
            not_before=now + outcome.again if outcome.again is not None else F("not_before"),
            done_at=None if again else now,
            claim="",
            claimed_until=None,
        )
    reached = [
        dispatch.subscription_id
        for dispatch in claimed
        if dispatch.subscription_id is not None and outcomes[dispatch.pk].state is State.SENT
    ]
    if reached:
        Subscription.objects.filter(pk__in=reached).update(last_delivered_at=now)


def sweep() -> bool:
    """The job: take back what a dead worker held, and call alerts sent whose every copy is done.

    Says False always: what it frees is found by the next `deliver`.
    """
    now = timezone.now()
    lost = Dispatch.objects.filter(state=State.CLAIMED, claimed_until__lt=now)
    lost.filter(tries__gte=rules.MOST_TRIES).update(
        state=State.FAILED, outcome="given up: every worker that tried it died", claim="", done_at=now
    )
    lost.update(state=State.WAITING, claim="", claimed_until=None, tries=F("tries") + 1)
    sending = Alert.objects.filter(state=Alert.State.SENDING, told__fanned_out_at__isnull=False)
    open_ones = Dispatch.objects.filter(state__in=(State.WAITING, State.CLAIMED)).values("told")
    sending.exclude(told__in=open_ones).update(state=Alert.State.SENT, sent_at=now)
    Subscription.objects.exclude(network="").filter(created_at__lt=now - timedelta(days=1)).update(network="")
    return False


def forget_old() -> bool:
    """The job: dispatches are the record of what went out when, and that is kept for 90 days."""
    long_ago = timezone.now() - KEPT
    old = Dispatch.objects.filter(done_at__lt=long_ago).values_list("pk", flat=True)[:5000]
    return bool(Dispatch.objects.filter(pk__in=list(old)).delete()[0])

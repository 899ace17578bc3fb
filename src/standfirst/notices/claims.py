"""Claim and record: how a dispatch is taken by one worker alone, and what became of it written down."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import F, QuerySet

from standfirst.kit.statements import prepared

from .channels import Outcome
from .models import Dispatch

State = Dispatch.State


class Finished(NamedTuple):
    """A dispatch, the mark it was claimed with, and what became of it."""

    number: int
    mark: str
    outcome: Outcome


def lanes_waiting(channel: str) -> list[str]:
    """The lanes of a channel in which something waits: one step in the index for each, however much it is."""
    found: list[str] = []
    then = _first_lane(channel)
    while then:
        found += then
        then = _next_lane(channel, then[0])
    return found


@prepared
def _first_lane(channel: str) -> QuerySet[Dispatch, str]:
    return _lanes(channel)[:1]


@prepared
def _next_lane(channel: str, lane: str) -> QuerySet[Dispatch, str]:
    return _lanes(channel).filter(lane__gt=lane)[:1]


def _lanes(channel: str) -> QuerySet[Dispatch, str]:
    waiting = Dispatch.objects.filter(channel=channel, state=State.WAITING)
    return waiting.order_by("lane").values_list("lane", flat=True)


@prepared
def _first_due(channel: str, lane: str, rank: int, now: datetime) -> QuerySet[Dispatch, int]:
    """Asked twice a second of each channel, and nearly always nothing is due."""
    return _due(channel, lane, rank, now).values_list("pk", flat=True)[:1]


def _due(channel: str, lane: str, rank: int, now: datetime) -> QuerySet[Dispatch]:
    due = Dispatch.objects.filter(
        channel=channel, lane=lane, rank=rank, state=State.WAITING, not_before__lte=now
    )
    return due.order_by("not_before", "id")


def claim(channel: str, *, lane: str = "", most: int, seconds: int, now: datetime) -> tuple[str, list[int]]:
    """Take dispatches that are due, by one conditional UPDATE: what two workers want, one of them gets.

    A mark, and the numbers that bear it for so many `seconds`. What few hear goes before what very many hear.
    """
    numbers: list[int] = []
    for rank in Dispatch.Rank.values:
        if _first_due(channel, lane, rank, now):
            due = _due(channel, lane, rank, now)
            numbers += due.values_list("pk", flat=True)[: most - len(numbers)]
        if len(numbers) >= most:
            break
    if not numbers:
        return "", []
    mark = secrets.token_hex(16)
    taken = Dispatch.objects.filter(pk__in=numbers, state=State.WAITING).update(
        state=State.CLAIMED, claim=mark, claimed_until=now + timedelta(seconds=seconds)
    )
    if taken < len(numbers):  # another worker was quicker with some
        numbers = list(Dispatch.objects.filter(pk__in=numbers, claim=mark).values_list("pk", flat=True))
    return mark, numbers


@transaction.atomic
def record(finished: Iterable[Finished], *, now: datetime) -> None:
    """Write down what became of them; only of those whose claim still holds."""
    alike: dict[tuple[str, Outcome], list[int]] = {}
    for number, mark, outcome in finished:
        alike.setdefault((mark, outcome), []).append(number)
    for (mark, outcome), numbers in alike.items():
        again = outcome.again is not None
        Dispatch.objects.filter(pk__in=numbers, claim=mark, state=State.CLAIMED).update(
            state=State.WAITING if again else outcome.state,
            outcome=outcome.text[:200],
            tries=F("tries") + int(outcome.tried),
            not_before=now + outcome.again if outcome.again is not None else F("not_before"),
            done_at=None if again else now,
            claim="",
            claimed_until=None,
        )

"""Copies that were claimed for push, read in one question each batch, and made into messages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Count
from django.utils import translation

from standfirst.editions.models import Edition

from .. import rules
from ..actions import made_anew
from ..channels import GONE, Outcome
from ..models import Dispatch, Subscription, Told, Wishes
from ..notice import Notice
from ..wishes.queries import most_pushes, silent
from .endpoints import BadSubscription, check_endpoint, check_keys
from .messages import payload, topic
from .seen import with_proof
from .sender import Message

State = Dispatch.State


class Copy(NamedTuple):
    """A dispatch and its device, as one row; of a device that is gone, nothing."""

    number: int
    told: int
    tries: int
    service: str
    reader: int | None
    subscription: int | None
    endpoint: str | None
    p256dh: str | None
    auth: str | None
    owner: int | None
    edition: int | None
    alerts: bool | None


def copies(mark: str, numbers: Sequence[int]) -> list[Copy]:
    rows = Dispatch.objects.filter(pk__in=numbers, claim=mark).order_by("pk").values_list(
        "pk", "told_id", "tries", "lane", "reader_id", "subscription_id", "subscription__endpoint",
        "subscription__p256dh", "subscription__auth", "subscription__reader_id", "subscription__edition_id",
        "subscription__alerts",
    )  # fmt: skip
    return [Copy(*row) for row in rows]


class Batch:
    """What claimed copies have in common, found out once: their notices made anew, and words by edition."""

    def __init__(self, claimed: Sequence[Copy], *, listed: Sequence[str], now: datetime) -> None:
        self._listed = listed
        self._now = now
        self._tolds = Told.objects.in_bulk({copy.told for copy in claimed})
        self._notices = {number: made_anew(told) for number, told in self._tolds.items()}
        self._editions = Edition.objects.in_bulk({copy.edition for copy in claimed if copy.edition})
        readers = {copy.reader for copy in claimed if copy.reader is not None}
        self._silent = set(
            Wishes.objects.filter(silent(now), reader__in=readers).values_list("reader", flat=True)
        )
        self._most = most_pushes(readers)
        self._sent_today = self._counted(claimed)
        self._choosing = _choosing(claimed)
        self._said: dict[tuple[int, int], tuple[bytes, dict[str, str]]] = {}

    def message(self, copy: Copy, mark: str) -> Message | Outcome:
        """The message for this copy, or why there is none (any more)."""
        told, notice = self._tolds.get(copy.told), self._notices.get(copy.told)
        if told is None or notice is None:
            return GONE
        seconds = int((notice.lives - (self._now - told.at)).total_seconds())
        chooses = copy.subscription in self._choosing
        refusal = why_not(copy, chooses=chooses) or self._unwanted(copy, notice, seconds)
        if refusal is not None:
            return Outcome(State.SKIPPED, refusal)
        try:
            key, auth = check_keys(copy.p256dh, copy.auth)
            endpoint = check_endpoint(copy.endpoint, self._listed)
            text, headers = self._words(copy.told, copy.edition or 0, notice, max(seconds, 60))
        except BadSubscription as error:
            return Outcome(State.FAILED, str(error))
        except ValueError as error:
            return Outcome(State.FAILED, f"cannot be pushed: {error}")
        return Message(
            number=copy.number,
            mark=mark,
            subscription=copy.subscription or 0,
            tries=copy.tries,
            service=copy.service,
            endpoint=endpoint,
            key=key,
            auth=auth,
            text=with_proof(text, copy.number),
            headers=headers,
            seconds=seconds,
        )

    def _unwanted(self, copy: Copy, notice: Notice, seconds: int) -> str | None:
        """Why it is not wanted now; what a reader has said since it was fanned out counts."""
        if seconds <= 0:
            return "too late to be news"
        if copy.reader in self._silent:
            return "the reader wants to hear nothing now"
        most = self._most.get(copy.reader) if copy.reader is not None else None
        if rules.over_cap(self._sent_today.get(copy.subscription or 0, 0), urgent=notice.urgent, most=most):
            return "the device has had enough for a day"
        return None

    def _words(
        self, told: int, edition: int, notice: Notice, seconds: int
    ) -> tuple[bytes, Mapping[str, str]]:
        found = self._said.get((told, edition))
        if found is None:
            with translation.override(self._editions[edition].language):
                words = notice.words(self._editions[edition])
            headers = {
                "Content-Encoding": "aes128gcm",
                "Content-Type": "application/octet-stream",
                "TTL": str(seconds),
                "Urgency": "high" if notice.urgent else "normal",
                "Topic": topic(words.tag),
            }
            found = self._said[told, edition] = (payload(words), headers)
        return found

    def _counted(self, claimed: Iterable[Copy]) -> dict[int, int]:
        """How many pushes each device has had in a day, of those for which it matters: one question."""
        capped = {told for told, notice in self._notices.items() if notice is not None and not notice.urgent}
        devices = {copy.subscription for copy in claimed if copy.told in capped and copy.subscription}
        if not devices:
            return {}
        since = self._now - timedelta(days=1)
        counted = Dispatch.objects.filter(subscription__in=devices, state=State.SENT, done_at__gt=since)
        return dict(counted.values_list("subscription").annotate(Count("pk")))


def _choosing(claimed: Iterable[Copy]) -> set[int | None]:
    """Strangers' devices that hear of topics alone; no question where there is none."""
    silent = [copy.subscription for copy in claimed if copy.reader is None and copy.alerts is False]
    chosen = Subscription.topics.through.objects.filter(subscription__in=silent)
    return set(chosen.values_list("subscription", flat=True)) if silent else set()


def why_not(copy: Copy, *, chooses: bool = False) -> str | None:
    """Why this device is not to be reached (any more); None when it is. It `chooses` topics to hear of."""
    if copy.subscription is None:
        return "the device is gone"
    if copy.reader is not None and copy.owner != copy.reader:
        return "the reader has signed out on this device"
    if copy.reader is None and not copy.alerts and not chooses:
        return "alerts are switched off on this device"
    return None

"""Web push: to each device that subscribed, through its browser's own push service (RFC 8030)."""

from __future__ import annotations

import asyncio
import atexit
import json
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import ClassVar

from django.db.models import Count
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from standfirst.notices import rules
from standfirst.notices.channels import SENT, Outcome, Target
from standfirst.notices.models import Dispatch, Subscription
from standfirst.notices.notice import Hearer, Notice, Words
from standfirst.notices.push.client import NoAnswer, PushClient
from standfirst.notices.push.encryption import Vapid, encrypt
from standfirst.notices.push.endpoints import BadSubscription, Endpoint, check_endpoint, check_keys

State = Dispatch.State
#: How many messages are on their way at a time: a push service is tens of milliseconds away.
AT_A_TIME = 100
#: After so many calls in a row that a service left unanswered, it is left alone for a while.
PATIENCE_WITH_A_HOST = 3
#: A push that carries more is refused by some services before the 4096 bytes of the standard.
LONGEST_BODY = 600


@dataclass(frozen=True, slots=True)
class Message:
    """One push, ready to be encrypted."""

    number: int  #: of the dispatch
    tries: int
    endpoint: Endpoint
    key: bytes
    auth: bytes
    text: bytes
    topic: str
    seconds: int  #: how long the service may keep it
    urgent: bool


class PushChannel:
    name: ClassVar[str] = "push"
    label: ClassVar[str | Promise] = _("On my devices")
    batch: ClassVar[int] = 400
    lease: ClassVar[int] = 90

    def __init__(
        self, *, vapid: Vapid, listed: Collection[str] = (), client: PushClient | None = None
    ) -> None:
        self._vapid = vapid
        self._listed = tuple(listed)
        self._client = client or PushClient(self._listed)
        #: The connections' own event loop, run in whichever thread delivers.
        self._loop: asyncio.Runner | None = None
        #: Service → until when (monotonic seconds) it asked to be left alone, or was found silent.
        self._held: dict[str, float] = {}
        self._silent: dict[str, int] = {}

    def targets(self, hearers: Sequence[Hearer]) -> Iterator[Target]:
        """A copy for each device: those of the readers, and those that hear in their own right."""
        readers = {hearer.reader for hearer in hearers if hearer.reader is not None}
        if readers:
            for number, reader in Subscription.objects.filter(reader__in=readers).values_list("pk", "reader"):
                yield Target(f"device/{number}", reader=reader, subscription=number)
        for hearer in hearers:
            if hearer.reader is None and hearer.subscription is not None:
                yield Target(f"device/{hearer.subscription}", subscription=hearer.subscription)

    def deliver(self, claimed: Sequence[tuple[Dispatch, Notice]]) -> dict[int, Outcome]:
        outcomes: dict[int, Outcome] = {}
        messages: list[Message] = []
        sent_today = _sent_today(claimed)
        words = _WordsOnce()
        for dispatch, notice in claimed:
            refusal = why_not(dispatch, notice, sent_today=sent_today.get(dispatch.subscription_id or 0, 0))
            if refusal is not None:
                outcomes[dispatch.pk] = refusal
                continue
            try:
                messages.append(self._message(dispatch, notice, words))
            except BadSubscription as error:
                outcomes[dispatch.pk] = Outcome(State.FAILED, str(error))
        outcomes.update(self.send(messages))
        _forget_dead(claimed, outcomes)
        return outcomes

    def send(self, messages: Sequence[Message]) -> dict[int, Outcome]:
        """Send these messages, many at a time; what became of each, by its number."""
        if not messages:
            return {}
        if self._loop is None:  # made late: a process that never sends needs none
            self._loop = asyncio.Runner()
            atexit.register(self.close)
        return self._loop.run(self._send_all(messages))

    def close(self) -> None:
        """Close the connections and their loop."""
        loop, self._loop = self._loop, None
        if loop is None:
            return
        with suppress(RuntimeError):  # a process that ends while it sends: the rows are taken up again
            loop.run(self._client.close())
            loop.close()

    async def _send_all(self, messages: Sequence[Message]) -> dict[int, Outcome]:
        waiting = iter(messages)
        outcomes: dict[int, Outcome] = {}

        async def take_turns() -> None:
            for message in waiting:
                outcomes[message.number] = await self._send(message)

        async with asyncio.TaskGroup() as group:
            for _turn in range(min(AT_A_TIME, len(messages))):
                group.create_task(take_turns())
        return outcomes

    def _message(self, dispatch: Dispatch, notice: Notice, words: Callable[..., Words]) -> Message:
        subscription = dispatch.subscription
        assert subscription is not None  # noqa: S101 - why_not has seen to it
        key, auth = check_keys(subscription.p256dh, subscription.auth)
        said = words(dispatch, notice, subscription)
        age = (timezone.now() - dispatch.told.at).total_seconds()
        return Message(
            number=dispatch.pk,
            tries=dispatch.tries,
            endpoint=check_endpoint(subscription.endpoint, self._listed),
            key=key,
            auth=auth,
            text=payload(said),
            topic=topic(said.tag),
            seconds=max(int(notice.lives.total_seconds() - age), 60),
            urgent=notice.urgent,
        )

    async def _send(self, message: Message) -> Outcome:
        """Touches no database."""
        host = message.endpoint.origin
        wait = self._held.get(host, 0.0) - time.monotonic()
        if wait > 0:
            return Outcome(
                State.WAITING, "the push service asked to wait", timedelta(seconds=wait), tried=False
            )
        try:
            body = encrypt(message.text, key=message.key, auth=message.auth)
        except ValueError as error:
            return Outcome(State.FAILED, f"gone: the key is of no use ({error})")
        try:
            answer = await self._client.post(message.endpoint, headers=self._headers(message), body=body)
        except NoAnswer as error:
            self._silent[host] = self._silent.get(host, 0) + 1
            if self._silent[host] >= PATIENCE_WITH_A_HOST:
                self._hold(host, 60.0)
            return self._later(message, str(error))
        self._silent.pop(host, None)
        return self._outcome(message, answer.status, answer.retry_after)

    def _headers(self, message: Message) -> dict[str, str]:
        return {
            "Authorization": self._vapid.authorization(message.endpoint.origin, now=time.time()),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(message.seconds),
            "Urgency": "high" if message.urgent else "normal",
            "Topic": message.topic,
        }

    def _outcome(self, message: Message, status: int, retry_after: float | None) -> Outcome:
        if 200 <= status < 300:
            return SENT
        if status in {404, 410}:
            return Outcome(State.FAILED, f"gone: the service answered {status}")
        if status == 429 or status >= 500:
            if status in {429, 503}:
                self._hold(message.endpoint.origin, min(retry_after or 30.0, 3600.0))
            return self._later(message, f"the service answered {status}", retry_after)
        return Outcome(State.FAILED, f"the service answered {status}")

    def _later(self, message: Message, text: str, retry_after: float | None = None) -> Outcome:
        wait = rules.delay(message.tries + 1, retry_after)
        if wait is None or wait.total_seconds() > message.seconds:
            return Outcome(State.FAILED, f"given up: {text}")
        return Outcome(State.WAITING, text, wait)

    def _hold(self, host: str, seconds: float) -> None:
        self._held[host] = max(self._held.get(host, 0.0), time.monotonic() + seconds)
        self._silent.pop(host, None)


class _WordsOnce:
    """A notice's words in each edition: made once a batch, however many hear them."""

    def __init__(self) -> None:
        self._made: dict[tuple[int, int], Words] = {}

    def __call__(self, dispatch: Dispatch, notice: Notice, subscription: Subscription) -> Words:
        wanted = (dispatch.told_id, subscription.edition_id)
        if wanted not in self._made:
            with translation.override(subscription.edition.language):
                self._made[wanted] = notice.words(subscription.edition)
        return self._made[wanted]


def why_not(dispatch: Dispatch, notice: Notice, *, sent_today: int) -> Outcome | None:
    """Why this copy is not to be pushed (any more); None when it is."""
    subscription = dispatch.subscription
    if subscription is None:
        return Outcome(State.SKIPPED, "the device is gone")
    if dispatch.reader_id is not None and subscription.reader_id != dispatch.reader_id:
        return Outcome(State.SKIPPED, "the reader has signed out on this device")
    if dispatch.reader_id is None and not subscription.alerts:
        return Outcome(State.SKIPPED, "alerts are switched off on this device")
    if timezone.now() - dispatch.told.at > notice.lives:
        return Outcome(State.SKIPPED, "too late to be news")
    if rules.over_cap(sent_today, urgent=notice.urgent):
        return Outcome(State.SKIPPED, "the device has had enough for a day")
    return None


def payload(words: Words) -> bytes:
    """What the service worker reads. Shortened rather than refused."""
    body = words.body if len(words.body) <= LONGEST_BODY else words.body[: LONGEST_BODY - 1] + "…"
    said = {"title": words.title[:200], "body": body, "address": words.address, "tag": words.tag}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def topic(tag: str) -> str:
    """RFC 8030, 5.4: at most 32 characters of base64url. A newer push about the same replaces one not yet fetched,
    so a copy sent again after a crash is not shown twice."""
    return urlsafe_b64encode(sha256(tag.encode()).digest())[:32].decode()


def _sent_today(claimed: Sequence[tuple[Dispatch, Notice]]) -> dict[int, int]:
    """How many pushes each of these devices has had in a day: one query."""
    devices = {dispatch.subscription_id for dispatch, notice in claimed if not notice.urgent}
    if not devices:
        return {}
    since = timezone.now() - timedelta(days=1)
    counted = (
        Dispatch.objects.filter(subscription__in=devices, state=State.SENT, done_at__gt=since)
        .values_list("subscription")
        .annotate(Count("pk"))
    )
    return dict(counted)


def _forget_dead(claimed: Sequence[tuple[Dispatch, Notice]], outcomes: dict[int, Outcome]) -> None:
    """A dead address removes itself."""
    dead = [
        dispatch.subscription_id
        for dispatch, _notice in claimed
        if dispatch.subscription_id is not None
        and outcomes[dispatch.pk].state is State.FAILED
        and outcomes[dispatch.pk].text.startswith("gone: ")
    ]
    if dead:
        Subscription.objects.filter(pk__in=dead).delete()

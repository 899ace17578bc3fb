"""Web push: to each device that subscribed, through its browser's own push service (RFC 8030)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import ClassVar

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from standfirst.notices.channels import Outcome, Target
from standfirst.notices.claims import Finished, claim, lanes_waiting, record
from standfirst.notices.models import Dispatch, Subscription
from standfirst.notices.notice import Hearer
from standfirst.notices.push.client import PushClient
from standfirst.notices.push.copies import Batch, copies
from standfirst.notices.push.encryption import Vapid
from standfirst.notices.push.endpoints import service_of
from standfirst.notices.push.sender import Done, Message, Sender

State = Dispatch.State
#: What a worker that stops waits for answers; copies still on their way then come back with their lease.
LANDING_SECONDS = 4.0


class PushChannel:
    """A flow: each turn claims what there is room for, sends for a moment, and records what is done by then. What a
    slow service keeps stays on its way while others go on."""

    name: ClassVar[str] = "push"
    label: ClassVar[str | Promise] = _("On my devices")
    #: Seconds; what is in hand is done long before, as a service that keeps us waiting is left alone.
    lease: ClassVar[int] = 90

    def __init__(
        self, *, vapid: Vapid, listed: Collection[str] = (), client: PushClient | None = None
    ) -> None:
        self._listed = tuple(listed)
        self._sender = Sender(vapid, client or PushClient(self._listed))
        #: Done and not yet recorded; kept while the database is away.
        self._unrecorded: Done = []

    def targets(self, hearers: Sequence[Hearer]) -> Iterator[Target]:
        """A copy for each device: those of the readers, and those that hear in their own right."""
        readers = {hearer.reader for hearer in hearers if hearer.reader is not None and hearer.devices}
        strangers = {
            hearer.subscription
            for hearer in hearers
            if hearer.reader is None and hearer.subscription is not None
        }
        devices = Subscription.objects.order_by("pk").values_list("pk", "reader", "endpoint")
        if readers:
            for number, reader, endpoint in devices.filter(reader__in=readers):
                yield Target(
                    f"device/{number}", reader=reader, subscription=number, lane=service_of(endpoint)
                )
        if strangers:
            for number, _reader, endpoint in devices.filter(pk__in=strangers):
                yield Target(f"device/{number}", subscription=number, lane=service_of(endpoint))

    def turn(self) -> bool:
        """Says whether there was work."""
        claimed = [self._claim(lane) for lane in lanes_waiting(self.name)]
        was_busy = self._sender.is_busy
        self._sender.fly()
        self._unrecorded += self._sender.done()
        self._record()
        return any(claimed) or was_busy or self._sender.is_busy

    def rest(self) -> None:
        """The worker stops: what is on its way is waited for, and what is in hand waits in its row again."""
        self._sender.land(LANDING_SECONDS)
        self._unrecorded += self._sender.done()
        self._record()
        self._sender.close()

    def close(self) -> None:
        self._sender.close()

    def _claim(self, lane: str) -> bool:
        room = self._sender.room(lane)
        if not room:
            return False
        now = timezone.now()
        mark, numbers = claim(self.name, lane=lane, most=room, seconds=self.lease, now=now)
        if not numbers:
            return False
        found = copies(mark, numbers)
        batch = Batch(found, listed=self._listed, now=now)
        messages: list[Message] = []
        refused: list[Finished] = []
        for copy in found:
            made = batch.message(copy, mark)
            if isinstance(made, Outcome):
                refused.append(Finished(copy.number, mark, made))
            else:
                messages.append(made)
        if refused:
            record(refused, now=now)
        self._sender.take(messages)
        return True

    def _record(self) -> None:
        done = self._unrecorded
        if not done:
            return
        now = timezone.now()
        with transaction.atomic():
            record([Finished(message.number, message.mark, outcome) for message, outcome in done], now=now)
            sent = [message.subscription for message, outcome in done if outcome.state is State.SENT]
            Subscription.objects.filter(pk__in=sent).update(last_delivered_at=now)
            dead = [message.subscription for message, outcome in done if is_dead(outcome)]
            if dead:  # a dead address removes itself
                Subscription.objects.filter(pk__in=dead).delete()
        self._unrecorded = []


def is_dead(outcome: Outcome) -> bool:
    return outcome.state is State.FAILED and outcome.text.startswith("gone: ")

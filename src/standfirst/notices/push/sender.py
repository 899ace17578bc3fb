"""Messages on their way: encrypted and posted, many at a time, each push service at its own pace. Touches no database.

A service that hangs, fails or asks to wait holds up what is for it alone: each has a queue, a number of messages on
their way, and a patience of its own.
"""

from __future__ import annotations

import asyncio
import atexit
import logging
import time
from collections import deque
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

import uvloop

from .. import rules
from ..channels import SENT, Outcome
from ..models import Dispatch
from .client import NoAnswer, NoSuchName, PushClient
from .encryption import Vapid, encrypt
from .endpoints import Endpoint
from .patience import Patience

log = logging.getLogger(__name__)
State = Dispatch.State
#: Messages of one service in hand at most: claimed, on their way, or sent and not yet recorded.
IN_HAND = 400
#: A turn ends when so many are done, or after so many seconds.
ENOUGH, TURN_SECONDS = 200, 0.1


@dataclass(frozen=True, slots=True)
class Message:
    """One push, ready to be encrypted."""

    number: int  #: of the dispatch
    mark: str  #: of the claim
    subscription: int
    tries: int
    service: str
    endpoint: Endpoint
    key: bytes
    auth: bytes
    text: bytes
    headers: Mapping[str, str]
    seconds: int  #: how long the service may keep it


@dataclass(slots=True)
class Lane:
    """What is in hand for one push service."""

    patience: Patience = field(default_factory=Patience)
    waiting: deque[Message] = field(default_factory=deque)
    flying: int = 0


Done = list[tuple[Message, Outcome]]


class Sender:
    """`take` messages, `fly` for a while, and hand over what is `done`. Used by one thread at a time."""

    def __init__(self, vapid: Vapid, client: PushClient) -> None:
        self._vapid = vapid
        self._client = client
        self._lanes: dict[str, Lane] = {}
        self._done: Done = []
        #: The connections' own event loop, made late: a process that never sends needs none.
        self._runner: asyncio.Runner | None = None
        self._enough = asyncio.Event()
        self._flights: set[asyncio.Task[None]] = set()

    @property
    def is_busy(self) -> bool:
        return any(lane.waiting or lane.flying for lane in self._lanes.values())

    def room(self, service: str) -> int:
        """How many more messages this service's lane takes: none while it rests, and else at least half of a lane."""
        lane = self._lanes.get(service)
        if lane is None:
            return IN_HAND
        room = IN_HAND - len(lane.waiting) - lane.flying
        return room if room >= IN_HAND // 2 and not lane.patience.rest(time.monotonic()) else 0

    def take(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self._lanes.setdefault(message.service, Lane()).waiting.append(message)

    def fly(self) -> None:
        """Send for a moment, and come back with some done or nothing on its way."""
        if not self.is_busy:
            return
        if self._runner is None:
            self._runner = asyncio.Runner(loop_factory=uvloop.new_event_loop)
            atexit.register(self.close)
        self._runner.run(self._fly(TURN_SECONDS))

    def done(self) -> Done:
        """What became of messages, each told once."""
        done, self._done = self._done, []
        return done

    def land(self, seconds: float) -> None:
        """Wait so long for what is on its way; what is not yet, waits in its row again."""
        for lane in self._lanes.values():
            self._put_back(lane, 0.0)
        if self._runner is not None and self._flights:
            self._runner.run(self._wait_for_all(seconds))

    def close(self) -> None:
        """Close the connections and their loop."""
        runner, self._runner = self._runner, None
        if runner is not None:
            atexit.unregister(self.close)
            with suppress(RuntimeError):  # a process that ends while it sends: the rows are taken up again
                runner.run(self._client.close())
                runner.close()

    async def _fly(self, seconds: float) -> None:
        self._enough.clear()
        for lane in self._lanes.values():
            self._start(lane)
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._enough.wait()

    async def _wait_for_all(self, seconds: float) -> None:
        await asyncio.wait(self._flights, timeout=seconds)

    def _start(self, lane: Lane) -> None:
        """As many flights as the service's width allows; each goes on while there is something to send."""
        for _flight in range(min(lane.patience.width - lane.flying, len(lane.waiting))):
            lane.flying += 1
            flight = asyncio.get_running_loop().create_task(self._flight(lane))
            self._flights.add(flight)
            flight.add_done_callback(self._flights.discard)

    async def _flight(self, lane: Lane) -> None:
        try:
            while lane.waiting and lane.flying <= lane.patience.width:
                if rest := lane.patience.rest(time.monotonic()):
                    self._put_back(lane, rest)
                    break
                message = lane.waiting.popleft()
                self._finish(message, await self._send(message, lane.patience))
                self._start(lane)  # it may have grown wider
        finally:
            lane.flying -= 1
            if not self.is_busy:
                self._enough.set()

    def _finish(self, message: Message, outcome: Outcome) -> None:
        self._done.append((message, outcome))
        if len(self._done) >= ENOUGH:
            self._enough.set()

    def _put_back(self, lane: Lane, seconds: float) -> None:
        later = Outcome(
            State.WAITING, "the push service is left alone", timedelta(seconds=seconds), tried=False
        )
        while lane.waiting:
            self._finish(lane.waiting.popleft(), later)

    async def _send(self, message: Message, patience: Patience) -> Outcome:
        try:
            body = encrypt(message.text, key=message.key, auth=message.auth)
        except ValueError as error:
            return Outcome(State.FAILED, f"gone: the key is of no use ({error})")
        proof = self._vapid.authorization(message.endpoint.origin, now=time.time())
        headers = {**message.headers, "Authorization": proof}
        try:
            answer = await self._client.post(message.endpoint, headers=headers, body=body)
        except NoSuchName as error:  # says nothing of the service
            return _later(message, str(error))
        except NoAnswer as error:
            patience.failed(time.monotonic())
            return _later(message, str(error))
        except Exception as error:  # one message that cannot be sent must not ground all others
            log.exception("the dispatch %s could not be pushed", message.number)
            return _later(message, f"{type(error).__name__}: {error}")
        return _outcome(message, answer.status, answer.retry_after, patience)


def _outcome(message: Message, status: int, asked: float | None, patience: Patience) -> Outcome:
    if status == 429 or status >= 500:
        is_asked = status in {429, 503} and asked is not None
        patience.failed(time.monotonic(), asked=asked if is_asked else None)
        return _later(message, f"the service answered {status}", asked)
    patience.answered()
    if 200 <= status < 300:
        return SENT
    if status in {404, 410}:
        return Outcome(State.FAILED, f"gone: the service answered {status}")
    return Outcome(State.FAILED, f"the service answered {status}")


def _later(message: Message, text: str, asked: float | None = None) -> Outcome:
    wait = rules.delay(message.tries + 1, asked)
    if wait is None or wait.total_seconds() > message.seconds:
        return Outcome(State.FAILED, f"given up: {text}")
    return Outcome(State.WAITING, text, wait)

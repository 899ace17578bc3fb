"""The ways a notice goes. The list is filled in web/wiring.py."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Protocol, runtime_checkable

from django.utils.functional import Promise

from standfirst.notices.models import Dispatch
from standfirst.notices.notice import Hearer, Notice


@dataclass(frozen=True, slots=True)
class Target:
    """One copy to be made: `hearer` is its name within the channel, and unique for a notice."""

    hearer: str
    reader: int | None = None
    subscription: int | None = None
    #: Within the channel: what is slow or away together, such as one push service.
    lane: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one dispatch. `again` puts it back, to be sent no earlier than that long from now."""

    state: Dispatch.State
    text: str = ""
    again: timedelta | None = None
    #: False when it was put back without being tried.
    tried: bool = True


SENT = Outcome(Dispatch.State.SENT)
GONE = Outcome(Dispatch.State.SKIPPED, "what it speaks of is gone")


class Reaching(Protocol):
    """What every channel is."""

    name: ClassVar[str]
    label: ClassVar[str | Promise]
    #: For how many seconds a dispatch is claimed.
    lease: ClassVar[int]

    def targets(self, hearers: Sequence[Hearer]) -> Iterator[Target]:
        """The copies for these hearers, each once; none for those whom this channel cannot reach."""


@runtime_checkable
class BatchChannel(Reaching, Protocol):
    """A channel that takes one batch after another."""

    #: How many dispatches are claimed at a time.
    batch: ClassVar[int]

    def deliver(self, claimed: Sequence[tuple[Dispatch, Notice]]) -> dict[int, Outcome]:
        """Send these copies and say what became of each, by the dispatch's number. A failure of one of them is
        an outcome and not an exception."""


class FlowChannel(Reaching, Protocol):
    """A channel with many copies on their way at a time, which claims and records as there is room."""

    def turn(self) -> bool:
        """Go on for a moment. Says whether there was work."""

    def rest(self) -> None:
        """The worker stops: leave nothing in hand."""


Channel = BatchChannel | FlowChannel

CHANNELS: list[Channel] = []


def channel_called(name: str) -> Channel | None:
    return next((channel for channel in CHANNELS if channel.name == name), None)

"""The ways a notice goes. The list is filled in web/wiring.py."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Protocol

from django.utils.functional import Promise

from standfirst.notices.models import Dispatch
from standfirst.notices.notice import Hearer, Notice


@dataclass(frozen=True, slots=True)
class Target:
    """One copy to be made: `hearer` is its name within the channel, and unique for a notice."""

    hearer: str
    reader: int | None = None
    subscription: int | None = None


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


class Channel(Protocol):
    name: ClassVar[str]
    label: ClassVar[str | Promise]
    #: How many dispatches are claimed at a time, and for how long (seconds).
    batch: ClassVar[int]
    lease: ClassVar[int]

    def targets(self, hearers: Sequence[Hearer]) -> Iterator[Target]:
        """The copies for these hearers, each once; none for those whom this channel cannot reach."""

    def deliver(self, claimed: Sequence[tuple[Dispatch, Notice]]) -> dict[int, Outcome]:
        """Send these copies and say what became of each, by the dispatch's number. A failure of one of them is
        an outcome and not an exception."""


CHANNELS: list[Channel] = []


def channel_called(name: str) -> Channel | None:
    return next((channel for channel in CHANNELS if channel.name == name), None)

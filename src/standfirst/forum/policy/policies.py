"""What holds under a thread: who sees it, who waits, until when one may write, and what strangers see.

Pure: no Django, no clock, no database. An edition, a section and an article may each say a part of it (`Wish`); the
nearest to the thread that says anything about a part has said it (`resolve`), as with walls.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

#: More days than this are no end.
MOST_DAYS = 3_650
#: `datetime.weekday` of Saturday.
_SATURDAY = 5


class Visibility(StrEnum):
    """What readers meet under a story."""

    #: No thread: no page, no invitation, no count, no notice. What was said is kept.
    HIDDEN = "hidden"
    #: What was said can be read; nobody adds to it.
    READABLE = "readable"
    OPEN = "open"


class Premoderation(StrEnum):
    """Whose comments wait for a moderator, from the laxest to the strictest."""

    #: Nobody's for being new; words and links that are watched still count.
    NEVER = "never"
    #: The first comments of each reader.
    NEWCOMERS = "newcomers"
    #: Those, and whatever seems risky: by its author's rejections, or by a score.
    RISKY = "risky"
    ALL = "all"

    @property
    def strictness(self) -> int:
        return list(Premoderation).index(self)


class Strangers(StrEnum):
    """What a stranger sees of the thread under a story that a wall cuts for them."""

    NOTHING = "nothing"
    COUNT = "count"
    ALL = "all"


class Sight(StrEnum):
    """What one visitor sees of a thread."""

    #: There is no thread.
    HIDDEN = "hidden"
    #: That there is one, and an offer.
    NOTHING = "nothing"
    COUNT = "count"
    ALL = "all"


class Shut(StrEnum):
    """Why nobody may write under a thread now."""

    GONE = "gone"
    HIDDEN = "hidden"
    LOCKED = "locked"
    BY_HAND = "by_hand"
    BY_DESK = "by_desk"
    READABLE = "readable"
    TOO_OLD = "too_old"


@dataclass(frozen=True, slots=True)
class Hours:
    """From `start` to `end` on a clock, over midnight where the end is earlier; never, where both are the same."""

    start: time
    end: time

    def hold(self, clock: time) -> bool:
        if self.start <= self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end


@dataclass(frozen=True, slots=True)
class Schedule:
    """What holds as a rule, and what holds at certain times: in some hours of every day, and at weekends."""

    usual: Premoderation
    sometimes: Premoderation
    hours: Hours | None = None
    weekends: bool = False

    def at(self, instant: datetime, zone: ZoneInfo) -> Premoderation:
        """What holds at an instant (aware), by the clock and the calendar of `zone`."""
        there = instant.astimezone(zone)
        is_weekend = self.weekends and there.weekday() >= _SATURDAY
        is_hour = self.hours is not None and self.hours.hold(there.time())
        return self.sometimes if is_weekend or is_hour else self.usual


@dataclass(frozen=True, slots=True)
class Wish:
    """What an edition, a section or an article says itself; None is said by the next in the row."""

    visibility: Visibility | None = None
    premoderation: Schedule | None = None
    #: Days after the first publication; 0 is never.
    closes_after: int | None = None
    #: Words for readers. Who says them locks the thread; nobody nearer can open it.
    lock: str = ""
    strangers: Strangers | None = None


@dataclass(frozen=True, slots=True)
class ThreadPolicy:
    """What holds under one thread in one edition."""

    visibility: Visibility = Visibility.OPEN
    premoderation: Schedule = Schedule(Premoderation.NEWCOMERS, Premoderation.NEWCOMERS)
    closes_after: int = 0
    lock: str = ""
    strangers: Strangers = Strangers.ALL

    @property
    def is_hidden(self) -> bool:
        return self.visibility is Visibility.HIDDEN


USUAL = ThreadPolicy()


def resolve(wishes: Iterable[Wish], usual: ThreadPolicy = USUAL) -> ThreadPolicy:
    """Of each part what the nearest says who says anything; `wishes` begin with the article's."""
    row = list(wishes)

    return ThreadPolicy(
        visibility=next((w.visibility for w in row if w.visibility is not None), usual.visibility),
        premoderation=next(
            (w.premoderation for w in row if w.premoderation is not None), usual.premoderation
        ),
        closes_after=next((w.closes_after for w in row if w.closes_after is not None), usual.closes_after),
        lock=next((w.lock for w in row if w.lock), usual.lock),
        strangers=next((w.strangers for w in row if w.strangers is not None), usual.strangers),
    )


def strictest(held: Iterable[Premoderation]) -> Premoderation:
    """A comment stands in every edition, so it waits where any of them has it wait."""
    return max(held, key=lambda one: one.strictness, default=USUAL.premoderation.usual)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a story and its thread, whatever the policy."""

    is_live: bool = True
    #: The desk's switch in the story.
    comments_open: bool = True
    closed_at: datetime | None = None
    first_published: datetime | None = None


def closes_at(policy: ThreadPolicy, standing: Standing) -> datetime | None:
    """When a thread closes, or closed, by its age; None where it never does."""
    if not policy.closes_after or standing.first_published is None:
        return None
    return standing.first_published + timedelta(days=policy.closes_after)


def shut(policy: ThreadPolicy, standing: Standing, now: datetime) -> Shut | None:
    """Why nobody may write here now; None where one may. What says most to a reader comes first."""
    end = closes_at(policy, standing)
    reasons = (
        (Shut.GONE, not standing.is_live),
        (Shut.HIDDEN, policy.is_hidden),
        (Shut.LOCKED, bool(policy.lock)),
        (Shut.BY_HAND, standing.closed_at is not None),
        (Shut.BY_DESK, not standing.comments_open),
        (Shut.READABLE, policy.visibility is Visibility.READABLE),
        (Shut.TOO_OLD, end is not None and end <= now),
    )
    return next((reason for reason, holds in reasons if holds), None)


def seen(policy: ThreadPolicy, *, is_stranger_at_a_wall: bool) -> Sight:
    """What a visitor sees: all, unless nobody sees it, or a stranger for whom the story is cut is kept out of it."""
    if policy.is_hidden:
        return Sight.HIDDEN
    return Sight(policy.strangers.value) if is_stranger_at_a_wall else Sight.ALL

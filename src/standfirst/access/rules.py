"""The one decision: how much of an article does this visitor get?

Pure: no Django, no clock, no database. Everything the paper says to anybody is built from
what `decide` allows, so it fails closed: a wall or a visitor it does not understand gets less,
never more.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from .meters import NOTHING_SPENT, Meter, Reading, Spent, parse_meter, question

#: What a wall lets stand when an editor names a wall without a number.
DEFAULT_PARAGRAPHS = 3
#: More than this is not a lead any more.
MOST_PARAGRAPHS = 50


class WallKind(StrEnum):
    """How an edition, a section or an article is walled."""

    OPEN = "open"
    REGISTERED = "registered"
    METERED = "metered"


class VisitorClass(StrEnum):
    """What is proved about whoever makes a request: by a pass, a partner's key, or a crawler's network."""

    ANONYMOUS = "anonymous"
    REGISTERED = "registered"
    CRAWLER = "crawler"
    PARTNER = "partner"


#: What a pass may prove. A crawler and a partner prove themselves anew with each request.
IN_A_PASS = frozenset({VisitorClass.ANONYMOUS, VisitorClass.REGISTERED})


class Extent(StrEnum):
    """How much of an article may leave the building."""

    WHOLE = "whole"
    LEAD = "lead"
    NOTHING = "nothing"


class Reason(StrEnum):
    """Why `decide` said what it said."""

    OPEN = "the wall is open"
    HOLDS_PASS = "the visitor is registered"  # noqa: S105 - a reason, no secret
    GRANTED = "this article was granted to the visitor"
    MUST_REGISTER = "the wall asks for registration"
    VERIFIED_CRAWLER = "the visitor is a verified crawler, which this edition lets read"
    ENTITLED = "the partner's agreement is for whole stories"
    LEADS_ONLY = "the agreement is for leads alone"
    METER_RUNS = "the visitor may read on, and it counts"
    METER_OUT = "the visitor has read on as often as the meter allows"
    READ_ON = "the visitor has read on here, and it counted"
    UNKNOWN_WALL = "the wall is not understood, so it stays shut"
    UNKNOWN_VISITOR = "the visitor's class is not understood, so it counts as a stranger"


class Offer(StrEnum):
    """What is proposed instead of the rest."""

    REGISTER = "register"
    #: One button: the rest, and one article less.
    READ_ON = "read on"
    #: The registered reader's meter has run out: words, no button.
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Wall:
    """A wall of some kind; `paragraphs` is how many stand before the cut.

    A metered wall has a meter for strangers, and another for the registered or none: then they read everything.
    """

    kind: WallKind
    paragraphs: int = DEFAULT_PARAGRAPHS
    strangers: Meter | None = None
    registered: Meter | None = None

    def __str__(self) -> str:
        if self.kind is WallKind.OPEN:
            return self.kind.value
        meters = [str(meter) for meter in (self.strangers, self.registered) if meter is not None]
        return ":".join([self.kind.value, str(self.paragraphs), *meters])

    @property
    def meters_by_class(self) -> dict[VisitorClass | None, Meter]:
        """Whose reading on is counted, and by which meter."""
        counted = {VisitorClass.ANONYMOUS: self.strangers, VisitorClass.REGISTERED: self.registered}
        return {who: meter for who, meter in counted.items() if meter is not None}

    @property
    def questions(self) -> tuple[str, ...]:
        """What a page behind this wall asks about what its visitor has used up."""
        return tuple(question(str(who), meter) for who, meter in self.meters_by_class.items())


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever makes this request, as far as a pass proves it."""

    visitor_class: VisitorClass | None = VisitorClass.ANONYMOUS
    granted: frozenset[int] = field(default_factory=frozenset)
    #: No more than this is ever given, whatever the wall: a partner's agreement may be for leads alone.
    most: Extent = Extent.WHOLE
    #: What the signed meter says of the article that is asked for.
    spent: Spent = NOTHING_SPENT


ANONYMOUS = Visitor()
CRAWLER = Visitor(VisitorClass.CRAWLER)


@dataclass(frozen=True, slots=True)
class Decision:
    """How much, why, and what is offered instead.

    `left` is filled by the reader of the body once it has cut: paragraphs below the cut. `paragraphs` is where
    the wall stands, also for those who may read on.
    """

    extent: Extent
    reason: Reason
    offer: Offer | None = None
    paragraphs: int = 0
    left: int | None = None
    #: Where a meter had a say: what it shows, and the meter that registering would give instead.
    meter: Reading | None = None
    registered: Meter | None = None

    @property
    def is_whole(self) -> bool:
        return self.extent is Extent.WHOLE

    @property
    def is_walled(self) -> bool:
        """Does a wall stand here for somebody, if not for this visitor?"""
        return self.reason is not Reason.OPEN


def parse_wall(text: str) -> Wall:
    """Read `open`, `registered`, `registered:3`, `metered:3:5/30` or `metered:3:5/30:10/30`.

    The last one: three paragraphs, then five articles in thirty days for strangers and another ten for the
    registered. Raises ValueError, in words fit for an operator, when the text is no wall.
    """
    kind, *parts = [part.strip() for part in text.strip().lower().split(":")]
    if kind == WallKind.OPEN and not parts:
        return Wall(WallKind.OPEN, 0)
    if kind == WallKind.REGISTERED and len(parts) <= 1:
        return Wall(
            WallKind.REGISTERED, _paragraphs(text, parts[0]) if parts and parts[0] else DEFAULT_PARAGRAPHS
        )
    if kind == WallKind.METERED:
        return _metered(text, parts)
    raise ValueError(f"“{text}” is no wall: use open, registered:3 or metered:3:5/30:10/30")


def _metered(text: str, parts: list[str]) -> Wall:
    if not 2 <= len(parts) <= 3:
        raise ValueError(
            f"“{text}” is no whole metered wall: say paragraphs and articles in days, as metered:3:5/30, and, where "
            "the registered are metered too, metered:3:5/30:10/30"
        )
    strangers, *registered = [parse_meter(part) for part in parts[1:]]
    return Wall(
        WallKind.METERED, _paragraphs(text, parts[0]), strangers, registered[0] if registered else None
    )


def _paragraphs(text: str, number: str) -> int:
    if number.isascii() and number.isdigit() and int(number[:4]) <= MOST_PARAGRAPHS:
        return int(number)
    raise ValueError(f"“{text}”: paragraphs before the wall must be 0 to {MOST_PARAGRAPHS}")


def wall_or_shut(text: str) -> Wall | None:
    """Read a stored wall; None (which `decide` treats as shut) when it cannot be read."""
    try:
        return parse_wall(text)
    except ValueError:
        return None


def decide(wall: Wall | None, visitor: Visitor | None, *, article: int | None = None) -> Decision:
    """Say how much of an article behind `wall` this visitor gets.

    `article` is its number, for passes that grant single articles.
    """
    if wall is None:
        return Decision(Extent.NOTHING, Reason.UNKNOWN_WALL, Offer.REGISTER)
    if visitor is not None and visitor.most is not Extent.WHOLE:
        return _at_most(visitor.most, wall)
    if wall.kind is WallKind.OPEN:
        return Decision(Extent.WHOLE, Reason.OPEN)
    if visitor is None or visitor.visitor_class is None:
        return Decision(Extent.LEAD, Reason.UNKNOWN_VISITOR, Offer.REGISTER, wall.paragraphs)
    if article is not None and article in visitor.granted:
        return Decision(Extent.WHOLE, Reason.GRANTED, paragraphs=wall.paragraphs)
    meter = wall.meters_by_class.get(visitor.visitor_class)
    if meter is not None:
        return _by_meter(wall, meter, visitor)
    reason = _READS_ON.get(visitor.visitor_class)
    if reason is not None:
        return Decision(Extent.WHOLE, reason, paragraphs=wall.paragraphs)
    return Decision(Extent.LEAD, Reason.MUST_REGISTER, Offer.REGISTER, wall.paragraphs)


#: Who reads past a wall that asks for registration, and why.
_READS_ON = {
    VisitorClass.REGISTERED: Reason.HOLDS_PASS,
    VisitorClass.CRAWLER: Reason.VERIFIED_CRAWLER,
    VisitorClass.PARTNER: Reason.ENTITLED,
}


def _by_meter(wall: Wall, meter: Meter, visitor: Visitor) -> Decision:
    if visitor.spent.opens(meter):
        return Decision(Extent.WHOLE, Reason.READ_ON, paragraphs=wall.paragraphs)
    is_registered = visitor.visitor_class is VisitorClass.REGISTERED
    reading = visitor.spent.reading(meter)
    reason, offer = Reason.METER_RUNS, Offer.READ_ON
    if reading.is_out:
        reason, offer = Reason.METER_OUT, Offer.WAIT if is_registered else Offer.REGISTER
    more = None if is_registered else wall.registered
    return Decision(Extent.LEAD, reason, offer, wall.paragraphs, meter=reading, registered=more)


def _at_most(most: Extent, wall: Wall) -> Decision:
    """For an agreement that is not for whole stories: an open wall opens nothing more."""
    if most is not Extent.LEAD:
        return Decision(Extent.NOTHING, Reason.LEADS_ONLY)
    paragraphs = DEFAULT_PARAGRAPHS if wall.kind is WallKind.OPEN else wall.paragraphs
    return Decision(Extent.LEAD, Reason.LEADS_ONLY, paragraphs=paragraphs)


def strictest(walls: list[Wall | None]) -> Wall | None:
    """The wall that lets the fewest words stand; an unreadable one is the strictest of all."""
    if not walls or any(wall is None for wall in walls):
        return None
    known = [wall for wall in walls if wall is not None]
    walled = [wall for wall in known if wall.kind is not WallKind.OPEN]
    return min(walled, key=lambda wall: wall.paragraphs) if walled else known[0]

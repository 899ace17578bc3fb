"""What a reader wants to hear of, by which way, and when. Pure: no Django, no clock, no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from ..rules import PUSHES_A_DAY
from .hours import MONDAY, QuietHours, next_digest, not_before

#: Lies still until it is looked at: neither a pause nor quiet hours are about it.
INBOX = "inbox"
PUSH = "push"
MAIL = "mail"
CHANNELS = frozenset({INBOX, PUSH, MAIL})


class Mail(StrEnum):
    """How often a reader is written to."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Kind:
    """What the rules ask of a kind of notices; `Notice.as_kind` has it."""

    name: str
    #: Does a reader choose it? What must be told (a decision about one's comment) nobody switches off.
    chosen: bool
    #: The channels it goes by where a reader has said nothing.
    defaults: frozenset[str]
    urgent: bool = False
    #: The channels that a reader chooses for it; by any other it goes as the defaults say.
    chosen_by: frozenset[str] = CHANNELS
    #: Does its mail wait for the reader's next digest?
    in_digests: bool = True


@dataclass(frozen=True, slots=True)
class Wished:
    """All that one reader has said about being told; what is here when nothing was said are the paper's defaults."""

    zone: ZoneInfo
    quiet: QuietHours | None = None
    pushes_a_day: int = PUSHES_A_DAY
    paused_until: datetime | None = None
    #: Everything off: what a reader had chosen stays chosen, for the day when it is on again.
    off: bool = False
    mail: Mail = Mail.DAILY
    #: (kind, channel) → wanted.
    said: Mapping[tuple[str, str], bool] = field(default_factory=dict)

    def paused(self, now: datetime) -> bool:
        return self.paused_until is not None and now < self.paused_until


def wants(kind: Kind, channel: str, wished: Wished, *, now: datetime) -> bool:
    """Does this reader want this kind by this channel?

    A pause holds back what comes to a reader; the inbox goes on being filled. Everything off is off in the inbox, too,
    but for what must be told.
    """
    if channel != INBOX and (wished.off or wished.paused(now) or _never_written_to(channel, wished)):
        return False
    usual = channel in kind.defaults
    if not kind.chosen:
        return usual
    if channel in kind.chosen_by:
        usual = wished.said.get((kind.name, channel), usual)
    return usual and not wished.off


def when(kind: Kind, channel: str, wished: Wished, *, now: datetime) -> datetime | None:
    """Not before which instant a copy goes out by this channel; None when this reader does not want it.

    Pushes wait for the end of the quiet hours, mail for them or for the reader's next digest: copies for one reader
    that are due at one instant belong together. What a digest would bring too late waits for the quiet hours alone, and
    what is urgent for nothing.
    """
    if not wants(kind, channel, wished, now=now):
        return None
    if channel == INBOX or kind.urgent:
        return now.astimezone(UTC)
    if channel == MAIL and kind.in_digests and wished.mail is not Mail.AT_ONCE:
        weekday = MONDAY if wished.mail is Mail.WEEKLY else None
        return not_before(next_digest(now, wished.zone, weekday=weekday), wished.quiet)
    return not_before(now, wished.quiet).astimezone(UTC)


def _never_written_to(channel: str, wished: Wished) -> bool:
    return channel == MAIL and wished.mail is Mail.NEVER

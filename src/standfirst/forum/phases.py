"""What happens to a comment before anybody sees it: a readable list of phases.

Pure: no Django, no clock, no database. Each phase looks at a draft and at the facts gathered about it, and
either says nothing or gives a status and a reason. The first that speaks ends the walk; when none does, the
comment is on the page at once.
docs/guides/moderators.md holds the table; a test compares it with `PHASES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """What becomes of a comment. REFUSED is never kept: the reader gets the text back with the reason."""

    APPROVED = "approved"
    PENDING = "pending"
    REJECTED = "rejected"
    DELETED = "deleted"
    REFUSED = "refused"


class Reason(StrEnum):
    """Why. `forum.reasons` says each in words."""

    EMPTY = "empty"
    CLOSED = "closed"
    GONE = "gone"
    BANNED = "banned"
    SUSPENDED = "suspended"
    TOO_LONG = "too_long"
    TOO_FAST = "too_fast"
    REPEATED = "repeated"
    MANY_LINKS = "many_links"
    BANNED_WORD = "banned_word"
    SUSPECT_WORD = "suspect_word"
    NEWCOMER = "newcomer"


@dataclass(frozen=True, slots=True)
class Policy:
    """The numbers that a paper may turn."""

    longest: int = 5_000  # characters
    a_minute: int = 4  # comments of one reader
    an_hour: int = 40
    links: int = 2  # more than these wait for a moderator
    newcomers: int = 1  # so many first comments wait
    short: int = 20  # characters; "I agree." may be said twice


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader wants to say."""

    text: str
    is_reply: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """The facts, gathered in the transaction that will keep the comment."""

    thread_open: bool = True
    parent_shown: bool = True
    banned: bool = False
    suspended: bool = False
    is_staff: bool = False
    last_minute: int = 0
    last_hour: int = 0
    said_before: bool = False
    links: int = 0
    banned_word: bool = False
    suspect_word: bool = False
    approved_before: int = 0
    policy: Policy = Policy()


@dataclass(frozen=True, slots=True)
class Verdict:
    status: Status
    reasons: tuple[Reason, ...] = ()


Phase = Callable[[Draft, Context], Verdict | None]


def thread_is_open(_draft: Draft, facts: Context) -> Verdict | None:
    """Comments under this story are closed."""
    return None if facts.thread_open else Verdict(Status.REFUSED, (Reason.CLOSED,))


def parent_is_there(draft: Draft, facts: Context) -> Verdict | None:
    """What is replied to is not on the page any more."""
    return Verdict(Status.REFUSED, (Reason.GONE,)) if draft.is_reply and not facts.parent_shown else None


def not_banned(_draft: Draft, facts: Context) -> Verdict | None:
    """The reader is banned, or suspended for now."""
    if facts.banned:
        return Verdict(Status.REFUSED, (Reason.BANNED,))
    return Verdict(Status.REFUSED, (Reason.SUSPENDED,)) if facts.suspended else None


def says_something(draft: Draft, facts: Context) -> Verdict | None:
    """There are no words in it, or more than fit."""
    if not draft.text.strip():
        return Verdict(Status.REFUSED, (Reason.EMPTY,))
    return Verdict(Status.REFUSED, (Reason.TOO_LONG,)) if len(draft.text) > facts.policy.longest else None


def not_too_fast(_draft: Draft, facts: Context) -> Verdict | None:
    """The reader has written a great deal in the last minute or hour."""
    too_fast = facts.last_minute >= facts.policy.a_minute or facts.last_hour >= facts.policy.an_hour
    return Verdict(Status.REFUSED, (Reason.TOO_FAST,)) if too_fast and not facts.is_staff else None


def not_said_before(draft: Draft, facts: Context) -> Verdict | None:
    """The reader said the same words, more than a few, within the last day."""
    repeats = facts.said_before and len(draft.text) > facts.policy.short
    return Verdict(Status.REFUSED, (Reason.REPEATED,)) if repeats else None


def no_banned_words(_draft: Draft, facts: Context) -> Verdict | None:
    """It holds a word from the list of banned words."""
    return Verdict(Status.REJECTED, (Reason.BANNED_WORD,)) if facts.banned_word else None


def no_suspect_words(_draft: Draft, facts: Context) -> Verdict | None:
    """It holds a word from the list of suspect words."""
    return (
        Verdict(Status.PENDING, (Reason.SUSPECT_WORD,)) if facts.suspect_word and not facts.is_staff else None
    )


def few_links(_draft: Draft, facts: Context) -> Verdict | None:
    """It holds more links than a conversation needs."""
    many = facts.links > facts.policy.links and not facts.is_staff
    return Verdict(Status.PENDING, (Reason.MANY_LINKS,)) if many else None


def newcomers_wait(_draft: Draft, facts: Context) -> Verdict | None:
    """The reader is new here: the first comments are read by a moderator first."""
    new = facts.approved_before < facts.policy.newcomers and not facts.is_staff
    return Verdict(Status.PENDING, (Reason.NEWCOMER,)) if new else None


PHASES: tuple[Phase, ...] = (
    thread_is_open,
    parent_is_there,
    not_banned,
    says_something,
    not_too_fast,
    not_said_before,
    no_banned_words,
    no_suspect_words,
    few_links,
    newcomers_wait,
)


def moderate(draft: Draft, facts: Context, phases: Iterable[Phase] = PHASES) -> Verdict:
    """Walk the list; the first phase that speaks has spoken."""
    for phase in phases:
        verdict = phase(draft, facts)
        if verdict is not None:
            return verdict
    return Verdict(Status.APPROVED)

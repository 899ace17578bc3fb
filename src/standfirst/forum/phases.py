"""What happens to a comment before anybody sees it: a readable list of phases.

Pure: no Django, no clock, no database. Each phase looks at a draft and at the facts gathered about it, and
either says nothing or gives a status, a reason and what it saw. A refusal ends the walk; of the others all are
heard, so that a moderator sees everything that speaks against a comment. When none speaks, it is on the page.
docs/guides/moderators.md holds the table; a test compares it with `PHASES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from .policy.policies import Premoderation, Shut


class Status(StrEnum):
    """What becomes of a comment. REFUSED is never kept: the reader gets the text back with the reason."""

    APPROVED = "approved"
    PENDING = "pending"
    REJECTED = "rejected"
    DELETED = "deleted"
    REFUSED = "refused"


#: Of what is kept, from the mildest to the strictest.
STRICTNESS = (Status.APPROVED, Status.PENDING, Status.REJECTED)


class Reason(StrEnum):
    """Why. `forum.reasons` says each in words."""

    EMPTY = "empty"
    CLOSED = "closed"
    LOCKED = "locked"
    TOO_OLD = "too_old"
    GONE = "gone"
    BLOCKED = "blocked"
    BANNED = "banned"
    SUSPENDED = "suspended"
    TOO_LONG = "too_long"
    TOO_FAST = "too_fast"
    REPEATED = "repeated"
    MANY_LINKS = "many_links"
    BANNED_WORD = "banned_word"
    SUSPECT_WORD = "suspect_word"
    NEWCOMER = "newcomer"
    OFTEN_REJECTED = "often_rejected"
    SCORED = "scored"
    ALL_WAIT = "all_wait"


@dataclass(frozen=True, slots=True)
class Policy:
    """The numbers that a paper may turn."""

    longest: int = 5_000  # characters
    a_minute: int = 4  # comments of one reader
    an_hour: int = 40
    links: int = 2  # more than these wait for a moderator
    newcomers: int = 1  # so many first comments wait
    short: int = 20  # characters; "I agree." may be said twice
    look_back: int = 10  # an author's latest decided comments
    rejections: int = 3  # so many rejected of those
    risky: int = 80  # percent; what a scorer gives this or more


@dataclass(frozen=True, slots=True)
class Proof:
    """What a phase saw: the words or the number, and the rule that they met, as the paper wrote it."""

    match: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Risk:
    """What a scorer says of a draft: how likely a moderator would reject it, in percent, who says so, and why."""

    percent: int
    by: str
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader wants to say."""

    text: str
    is_reply: bool = False
    #: Asked for before the facts were gathered; None where nobody was asked or nobody answered.
    risk: Risk | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """The facts, gathered in the transaction that will keep the comment."""

    shut: Shut | None = None
    parent_shown: bool = True
    #: The author of what is replied to and this reader: one of them has blocked the other.
    blocked: bool = False
    banned: bool = False
    suspended: bool = False
    is_staff: bool = False
    last_minute: int = 0
    last_hour: int = 0
    said_before: bool = False
    links: int = 0
    banned_words: tuple[Proof, ...] = ()
    suspect_words: tuple[Proof, ...] = ()
    approved_before: int = 0
    rejected_lately: int = 0
    #: Whose comments wait under this thread now.
    premoderation: Premoderation = Premoderation.NEWCOMERS
    policy: Policy = Policy()


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one phase says: a status, why, and what it saw."""

    status: Status
    reason: Reason
    proofs: tuple[Proof, ...] = (Proof(),)


@dataclass(frozen=True, slots=True)
class Finding:
    """One line for the moderator: which phase, why, what it matched, and by which rule."""

    phase: str
    reason: Reason
    match: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a draft. `reasons` are for its author, `findings` for moderators."""

    status: Status
    reasons: tuple[Reason, ...] = ()
    findings: tuple[Finding, ...] = ()


Phase = Callable[[Draft, Context], Opinion | None]


def thread_is_open(_draft: Draft, facts: Context) -> Opinion | None:
    """Comments under this story are closed: by hand, by its policy, by its age, or for legal reasons."""
    if facts.shut is None:
        return None
    known = {Shut.LOCKED: Reason.LOCKED, Shut.TOO_OLD: Reason.TOO_OLD}
    reason = known.get(facts.shut, Reason.CLOSED)
    return Opinion(Status.REFUSED, reason, (Proof(rule=facts.shut),))


def parent_is_there(draft: Draft, facts: Context) -> Opinion | None:
    """What is replied to is not on the page any more."""
    return Opinion(Status.REFUSED, Reason.GONE) if draft.is_reply and not facts.parent_shown else None


def not_banned(_draft: Draft, facts: Context) -> Opinion | None:
    """The reader is banned, or suspended for now."""
    if facts.banned:
        return Opinion(Status.REFUSED, Reason.BANNED)
    return Opinion(Status.REFUSED, Reason.SUSPENDED) if facts.suspended else None


def not_blocked(_draft: Draft, facts: Context) -> Opinion | None:
    """The reader and the author of what is replied to are kept apart: one of them has blocked the other."""
    return Opinion(Status.REFUSED, Reason.BLOCKED) if facts.blocked and not facts.is_staff else None


def says_something(draft: Draft, facts: Context) -> Opinion | None:
    """There are no words in it, or more than fit."""
    if not draft.text.strip():
        return Opinion(Status.REFUSED, Reason.EMPTY)
    return Opinion(Status.REFUSED, Reason.TOO_LONG) if len(draft.text) > facts.policy.longest else None


def not_too_fast(_draft: Draft, facts: Context) -> Opinion | None:
    """The reader has written a great deal in the last minute or hour."""
    too_fast = facts.last_minute >= facts.policy.a_minute or facts.last_hour >= facts.policy.an_hour
    return Opinion(Status.REFUSED, Reason.TOO_FAST) if too_fast and not facts.is_staff else None


def not_said_before(draft: Draft, facts: Context) -> Opinion | None:
    """The reader said the same words, more than a few, within the last day."""
    repeats = facts.said_before and len(draft.text) > facts.policy.short
    return Opinion(Status.REFUSED, Reason.REPEATED) if repeats else None


def no_banned_words(_draft: Draft, facts: Context) -> Opinion | None:
    """It holds a word from the list of banned words."""
    found = facts.banned_words
    return Opinion(Status.REJECTED, Reason.BANNED_WORD, found) if found else None


def no_suspect_words(_draft: Draft, facts: Context) -> Opinion | None:
    """It holds a word from the list of suspect words."""
    found = () if facts.is_staff else facts.suspect_words
    return Opinion(Status.PENDING, Reason.SUSPECT_WORD, found) if found else None


def few_links(_draft: Draft, facts: Context) -> Opinion | None:
    """It holds more links than a conversation needs."""
    if facts.is_staff or facts.links <= facts.policy.links:
        return None
    return Opinion(Status.PENDING, Reason.MANY_LINKS, (_number(facts.links, "links", facts.policy.links),))


def newcomers_wait(_draft: Draft, facts: Context) -> Opinion | None:
    """The reader is new here, and the first comments of each wait under this story."""
    first = facts.policy.newcomers
    if not _waits(facts, Premoderation.NEWCOMERS) or facts.approved_before >= first:
        return None
    return Opinion(Status.PENDING, Reason.NEWCOMER, (_number(facts.approved_before, "newcomers", first),))


def not_often_rejected(_draft: Draft, facts: Context) -> Opinion | None:
    """Of the reader's latest comments several were rejected, and what is risky waits under this story."""
    most = facts.policy.rejections
    if not _waits(facts, Premoderation.RISKY) or facts.rejected_lately < most:
        return None
    seen = _number(facts.rejected_lately, "rejections", most)
    return Opinion(Status.PENDING, Reason.OFTEN_REJECTED, (seen,))


def not_risky(draft: Draft, facts: Context) -> Opinion | None:
    """A scorer finds it likely to be rejected, and what is risky waits under this story."""
    risk, least = draft.risk, facts.policy.risky
    if risk is None or not _waits(facts, Premoderation.RISKY) or risk.percent < least:
        return None
    rule = f"{risk.by}: {risk.percent} %"
    return Opinion(Status.PENDING, Reason.SCORED, tuple(Proof(term, rule) for term in risk.because or ("",)))


def everybody_waits(_draft: Draft, facts: Context) -> Opinion | None:
    """Every comment under this story waits."""
    if not _waits(facts, Premoderation.ALL):
        return None
    return Opinion(Status.PENDING, Reason.ALL_WAIT, (Proof(rule=f"premoderation: {facts.premoderation}"),))


def _waits(facts: Context, least: Premoderation) -> bool:
    """Is the thread read first at least so strictly? The paper's own people do not wait."""
    return not facts.is_staff and facts.premoderation.strictness >= least.strictness


def _number(seen: int, name: str, limit: int) -> Proof:
    return Proof(str(seen), f"{name}: {limit}")


PHASES: tuple[Phase, ...] = (
    thread_is_open,
    parent_is_there,
    not_banned,
    not_blocked,
    says_something,
    not_too_fast,
    not_said_before,
    no_banned_words,
    no_suspect_words,
    few_links,
    newcomers_wait,
    not_often_rejected,
    not_risky,
    everybody_waits,
)


def moderate(draft: Draft, facts: Context, phases: Iterable[Phase] = PHASES) -> Verdict:
    """Walk the list. A refusal ends the walk; else every phase is heard, and the strictest status holds."""
    status, reasons, findings = Status.APPROVED, [], []
    for phase in phases:
        said = phase(draft, facts)
        if said is None:
            continue
        found = [Finding(phase.__name__, said.reason, proof.match, proof.rule) for proof in said.proofs]
        if said.status is Status.REFUSED:
            return Verdict(said.status, (said.reason,), tuple(found))
        status = max(status, said.status, key=STRICTNESS.index)
        reasons.append(said.reason)
        findings.extend(found)
    return Verdict(status, tuple(reasons), tuple(findings))

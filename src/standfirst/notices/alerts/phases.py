"""What becomes of an alert, step by step. Pure: no Django, no clock, no database.

`draft` → `approved` (it waits for its time) → `sending` → `sent`; an approved one and one on its way can be
`stopped`. The last two are final: what is new then is another alert, or a correction.
"""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    DRAFT = "draft"
    APPROVED = "approved"
    SENDING = "sending"
    SENT = "sent"
    STOPPED = "stopped"


class Act(StrEnum):
    CHANGE = "change"  #: somebody writes other words: an approval is gone with the old ones
    APPROVE = "approve"
    START = "start"  #: its first instant has come
    FINISH = "finish"  #: every copy is done
    STOP = "stop"


#: Where each act leads from where; what is not in the table cannot be done.
TABLE: dict[tuple[State, Act], State] = {
    (State.DRAFT, Act.CHANGE): State.DRAFT,
    (State.APPROVED, Act.CHANGE): State.DRAFT,
    (State.DRAFT, Act.APPROVE): State.APPROVED,
    (State.APPROVED, Act.START): State.SENDING,
    (State.SENDING, Act.START): State.SENDING,  # another edition's instant has come
    (State.SENDING, Act.FINISH): State.SENT,
    (State.APPROVED, Act.STOP): State.STOPPED,
    (State.SENDING, Act.STOP): State.STOPPED,
}


def after(state: str, act: Act) -> State | None:
    """The state that an act leads to; None when it cannot be done in this one."""
    return TABLE.get((State(state), act))


def before(act: Act) -> tuple[State, ...]:
    """The states in which an act can be done."""
    return tuple(state for state, known in TABLE if known is act)


def may_approve(*, writer: int | None, approver: int, needs_second: bool) -> bool:
    """May this person approve it? Where two are asked for, never whoever wrote the words."""
    return not needs_second or writer != approver

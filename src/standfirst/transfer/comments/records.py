"""What every format is read into. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class BrokenFile(ValueError):
    """Where a file cannot be read any further, and why."""


class State(StrEnum):
    """What had become of a comment where it was written."""

    SHOWN = "shown"
    WAITING = "waiting"
    SPAM = "spam"
    REJECTED = "rejected"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class OldThread:
    """A discussion as its file tells it; `addresses` are all under which its story was known."""

    key: str
    addresses: tuple[str, ...] = ()
    title: str = ""
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class OldComment:
    """One contribution as its file tells it; `key` names it in that file for ever. `html` is a stranger's."""

    key: str
    thread: str
    parent: str = ""
    name: str = ""
    email: str = ""
    account: str = ""
    html: str = ""
    #: In our own Markdown; then there is no HTML.
    text: str = ""
    state: State = State.SHOWN
    at: datetime | None = None
    #: As `passages.Reference` is kept.
    quote: dict[str, Any] | None = None
    reasons: tuple[str, ...] = ()
    #: Instants in ISO 8601, by the column of a comment that holds them.
    marks: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something in the file that is no comment to be kept, and why."""

    why: str


@dataclass(frozen=True, slots=True)
class House:
    """Which house the file comes from, where it says so."""

    address: str


Record = House | OldThread | OldComment | LeftOut

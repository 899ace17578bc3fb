"""What every format is read into. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """What had become of a comment where it was written."""

    SHOWN = "shown"
    WAITING = "waiting"
    SPAM = "spam"
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
    state: State = State.SHOWN
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something in the file that is no comment to be kept, and why."""

    why: str


@dataclass(frozen=True, slots=True)
class House:
    """Which house the file comes from, where it says so."""

    address: str


Record = House | OldThread | OldComment | LeftOut

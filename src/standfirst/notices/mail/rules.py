"""When an address is given up, and how often somebody is written to at once. Pure: no Django, no clock, no database."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from enum import StrEnum

#: So often in a row may mail come back for now, before the address counts as gone.
MOST_RETURNS = 5
#: Who wants letters at once gets the first one then, and what follows within this in one letter more.
GAP = timedelta(minutes=10)

_CODE = re.compile(r"\s*(?P<reply>[245]\d\d)?[\s-]*(?P<status>[245]\.\d{1,3}\.\d{1,3})?")
#: RFC 3463: what these say is about the address and for good. A full box (5.2.2) and a refused text (5.6, 5.7) are not.
_NOBODY = ("5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1", "5.4.4")
#: RFC 5321: an answer to RCPT that says so without a status.
_NO_MAILBOX = ("550", "551", "553")


class Return(StrEnum):
    """What it means that a mail came back."""

    HARD = "hard"
    SOFT = "soft"
    #: It says nothing about the address: the letter or its sender was refused.
    NOT_THEIRS = "not theirs"


def code_of(text: str) -> str:
    """The code with which a server's answer begins: "550 5.1.1", "5.1.1", "550"; empty where there is none."""
    found = _CODE.match(text)
    return " ".join(filter(None, found.groups())) if found else ""


def weigh(text: str, *, of_recipient: bool) -> Return:
    """What a server's answer means for an address; `of_recipient`: it was given to that address, not to the letter."""
    reply, status = _parts(code_of(text))
    if status:
        if status in _NOBODY:
            return Return.HARD
        kind, subject, _detail = status.split(".")
        if kind == "5" and subject in {"6", "7"}:
            return Return.NOT_THEIRS
        return Return.SOFT
    if of_recipient and reply in _NO_MAILBOX:
        return Return.HARD
    return Return.SOFT if of_recipient or reply.startswith("4") else Return.NOT_THEIRS


def _parts(code: str) -> tuple[str, str]:
    words = code.split()
    reply = next((word for word in words if "." not in word), "")
    return reply, next((word for word in words if "." in word), "")


def is_given_up(times: int) -> bool:
    return times >= MOST_RETURNS


def wait_for_more(last: datetime | None, now: datetime) -> timedelta | None:
    """How long the next letter waits after the `last` one, for what comes meanwhile; None when it need not."""
    if last is None or now - last >= GAP:
        return None
    return min(GAP, GAP - (now - last))

"""Reports that a letter could not be delivered: read, and counted for the address it was for.

Anybody can send such a report. So it is believed only as far as it carries the mark that our letter had in its envelope
or its Message-ID (see `marks`); whoever proved to be the mail server may also name addresses.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from typing import Any

from .marks import LENGTH, fingerprint, marks_in
from .returned import came_back
from .rules import Return, weigh

#: Larger than any report need be.
MOST_BYTES = 2 * 1024 * 1024
MOST_EVENTS = 1000
#: Headers that name to whom a report was sent: the letter's envelope sender.
_SENT_TO = ("To", "Delivered-To", "X-Original-To", "Envelope-To")


class NotAReport(ValueError):
    """Why it could not be read, in words for an operator."""


@dataclass(frozen=True, slots=True)
class Bounce:
    """That a letter to the address with this fingerprint came back."""

    mark: str
    said: str
    kind: Return


@dataclass(frozen=True, slots=True)
class Counted:
    """What became of a report: how many addresses it was about, and how many of them were closed by it."""

    heard: int
    closed: int


def count(bounces: Iterator[Bounce]) -> Counted:
    heard = closed = 0
    for bounce in bounces:
        heard += 1
        closed += came_back(bounce.mark, bounce.said, bounce.kind)
    return Counted(heard, closed)


def from_report(raw: bytes) -> Iterator[Bounce]:
    """Read a delivery report (RFC 3464) as a mail server writes it. Raises NotAReport for any other mail.

    Delays and successes are no bounces. Without a mark of ours it counts for nobody.
    """
    if len(raw) > MOST_BYTES:
        raise NotAReport("it is larger than a report need be")
    report = message_from_bytes(raw, policy=policy.default)
    failures = list(_failures(report))
    if not failures and not any(
        part.get_content_type() == "message/delivery-status" for part in report.walk()
    ):
        raise NotAReport("it is no delivery report (RFC 3464)")
    marks = _marks(report)
    if len(marks) == 1:
        yield from (Bounce(marks[0], said, weigh(said, of_recipient=True)) for said in failures[:1])


def _failures(report: Message) -> Iterator[str]:
    """What is said of each recipient that failed: its diagnostic, else its status."""
    for part in report.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        blocks = part.get_payload()
        for block in blocks if isinstance(blocks, list) else []:
            if not isinstance(block, Message) or str(block.get("Action", "")).strip().lower() != "failed":
                continue
            status = str(block.get("Status", "")).split()[:1]
            diagnostic = str(block.get("Diagnostic-Code", "")).partition(";")[2].strip()
            reply = diagnostic.split()[:1] if diagnostic[:3].isdigit() else []
            yield " ".join([*reply, *status])


def _marks(report: EmailMessage | Message) -> list[str]:
    """By the envelope it came back to, else by the Message-ID of the letter that hangs on it."""
    envelope = marks_in(" ".join(str(value) for name in _SENT_TO for value in report.get_all(name, [])))
    if envelope:
        return envelope
    found: list[str] = []
    for part in report.walk():
        if part.get_content_type() == "message/rfc822" and part.is_multipart():
            found += marks_in(str(part.get_payload(0).get("Message-ID", "")))  # type: ignore[union-attr]
        elif part.get_content_type() == "text/rfc822-headers":
            headers = part.get_payload(decode=True)
            raw = headers if isinstance(headers, bytes) else b""
            found += marks_in(str(message_from_bytes(raw).get("Message-ID", "")))
    return list(dict.fromkeys(found))


def from_json(raw: bytes) -> Iterator[Bounce]:
    """Read what a program says that proved itself: an object or a list of them, each with `kind` ("hard" or "soft"),
    and `address` or `message_id`; `said` is the server's answer. Raises NotAReport, before any is counted."""
    try:
        told = json.loads(raw)
    except ValueError as error:
        raise NotAReport("it is no JSON") from error
    events = told if isinstance(told, list) else [told]
    if len(events) > MOST_EVENTS:
        raise NotAReport(f"more than {MOST_EVENTS} at a time")
    yield from [_event(event) for event in events]


def _event(event: Any) -> Bounce:
    if not isinstance(event, dict) or event.get("kind") not in {"hard", "soft"}:
        raise NotAReport("each needs a “kind”, which is “hard” or “soft”")
    address, message_id = str(event.get("address", "")), str(event.get("message_id", ""))
    marks = [fingerprint(address)] if "@" in address and len(address) <= 320 else marks_in(message_id)
    if len(marks) != 1 or len(marks[0]) != LENGTH:
        raise NotAReport("each needs an “address”, or the “message_id” of a letter of ours")
    return Bounce(marks[0], str(event.get("said", ""))[:200], Return(event["kind"]))

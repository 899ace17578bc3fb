"""One letter from all that a reader is to be told by now.

The dispatches of one reader are recorded as sent in the transaction that queues the letter: a worker killed at any
point has done both or neither.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import ngettext

from standfirst.editions.models import Edition
from standfirst.readers.letters import edition_of

from ..actions import KINDS, made_anew
from ..channels import GONE, SENT, Outcome
from ..models import Dispatch
from ..notice import Notice, Words
from ..wishes import rules as wishes
from ..wishes.queries import wishes_of
from . import stopping
from .letters import Post, letter, written
from .queue import queue
from .recipients import Recipient

log = logging.getLogger(__name__)
CHANNEL = wishes.MAIL
State = Dispatch.State
LEASE = timedelta(minutes=5)
#: What a letter tells; the rest is in the inbox.
MOST_LINES = 40
UNWANTED = Outcome(State.SKIPPED, "the reader does not want it any more")


class _LostError(Exception):
    """Another worker has taken what we held."""


@dataclass(frozen=True, slots=True)
class Line:
    """One notice in a letter."""

    kind: str
    words: Words


def write(recipient: Recipient, claimed: Sequence[Dispatch]) -> dict[int, Outcome]:
    """Queue the letter and record what it tells, at once; what became of each dispatch, by its number."""
    try:
        return _write(recipient, claimed[0].claim)
    except _LostError:
        return {}


@transaction.atomic
def _write(recipient: Recipient, claim: str) -> dict[int, Outcome]:
    now = timezone.now()
    edition = edition_of(recipient.reader)
    held = _held(recipient.reader.pk, claim, now)
    # Asked again now: a digest is told days after its first line came up.
    wished = wishes_of([recipient.reader.pk])[recipient.reader.pk]
    outcomes: dict[int, Outcome] = {}
    lines: list[Line] = []
    for dispatch in held:
        notice = made_anew(dispatch.told)
        outcomes[dispatch.pk] = GONE if notice is None or edition is None else SENT
        if notice is not None and edition is not None:
            if not wishes.wants(notice.as_kind(), wishes.MAIL, wished, now=now):
                outcomes[dispatch.pk] = UNWANTED
                continue
            lines.append(_line(notice, edition))
    _record(held, outcomes, claim, now)
    if lines and edition is not None:
        # What very many hear stands in nobody's way: a code to sign in goes before it.
        bulk = all(dispatch.rank != Dispatch.Rank.FEW for dispatch in held)
        _queue(recipient, edition, lines, bulk=bulk)
    return outcomes


def _held(reader: int, claim: str, now: datetime) -> list[Dispatch]:
    """What is claimed for this reader, and what else is due: claimed along with it."""
    all_of = Dispatch.objects.filter(channel=CHANNEL, reader=reader)
    all_of.filter(state=State.WAITING, not_before__lte=now).update(
        state=State.CLAIMED, claim=claim, claimed_until=now + LEASE
    )
    return list(all_of.filter(claim=claim, state=State.CLAIMED).select_related("told").order_by("id"))


def _record(held: Sequence[Dispatch], outcomes: dict[int, Outcome], claim: str, now: datetime) -> None:
    """Only while the claim holds. Raises _LostError when it does not: then nothing is queued, either."""
    alike: dict[Outcome, list[int]] = {}
    for dispatch in held:
        alike.setdefault(outcomes[dispatch.pk], []).append(dispatch.pk)
    for outcome, numbers in alike.items():
        mine = Dispatch.objects.filter(pk__in=numbers, claim=claim, state=State.CLAIMED)
        done = mine.update(
            state=outcome.state, outcome=outcome.text, done_at=now, claim="", claimed_until=None
        )
        if done != len(numbers):
            raise _LostError


def _line(notice: Notice, edition: Edition) -> Line:
    with translation.override(edition.language):
        words = notice.line(edition)
    return Line(notice.kind, replace(words, address=f"{settings.CONFIGURATION.url}{words.address}"))


def _queue(recipient: Recipient, edition: Edition, lines: list[Line], *, bulk: bool) -> None:
    kinds = {line.kind for line in lines}
    stop = stopping.link_for_notices(recipient.reader.pk, kinds)
    with translation.override(edition.language):
        stops = stopping.named(kinds)
        facts = {
            "subject": _subject(lines),
            "parts": list(_parts(lines[:MOST_LINES])),
            "left": max(0, len(lines) - MOST_LINES),
            "stop": stop,
            "stops": stops,
        }
    said = written("notices/mail/told", edition, facts)
    post = Post(recipient.address, "notices", f"{settings.PAPER_NAME}: {stops}", stop, bulk=bulk)
    queue(letter(said, post), is_bulk=bulk)


def _subject(lines: list[Line]) -> str:
    first, more = lines[0].words.title, len(lines) - 1
    if not more:
        return ": ".join(filter(None, (first, lines[0].words.body)))[:150]
    return ngettext("%(first)s, and one more", "%(first)s, and %(count)s more", more) % {
        "first": first,
        "count": more,
    }


def _parts(lines: Iterable[Line]) -> Iterable[dict[str, Any]]:
    """The lines by kind, each kind under its label where there are several."""
    by_kind: dict[str, list[Words]] = {}
    for line in lines:
        by_kind.setdefault(line.kind, []).append(line.words)
    for kind, words in by_kind.items():
        label = str(KINDS[kind].label) if kind in KINDS and len(by_kind) > 1 else ""
        yield {"label": label, "lines": words}

"""What every scorer can do, and the one that this paper uses.

A scorer is asked before the transaction that keeps a comment, never inside: it may take a while, and SQLite has one
writer. It says what it thinks or nothing at all; when it fails the comment goes its way as if nobody had been asked.
What it says may hold a comment where the thread's policy holds what is risky (`phases.not_risky`). It never hides one.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import Protocol

from ..phases import Risk

log = logging.getLogger(__name__)
#: So many answers are remembered, for so many seconds: a retry asks nobody again.
REMEMBERED, FOR = 256, 60.0


@dataclass(frozen=True, slots=True)
class Said:
    """What a scorer is told: words and place, nothing of who says it."""

    text: str
    story: int
    is_reply: bool = False


class Scorer(Protocol):
    def score(self, said: Said) -> Risk | None:
        """None when it has no opinion. May raise whatever it likes."""


_scorer: Scorer | None = None
_lock = Lock()
_known: OrderedDict[Said, tuple[float, Risk | None]] = OrderedDict()


def use(scorer: Scorer | None) -> None:
    """From now on this one is asked; None asks nobody."""
    global _scorer
    _scorer = scorer
    _known.clear()


def risk_of(said: Said) -> Risk | None:
    """What the scorer thinks; None where there is none, or where it failed (which is logged, without the words).

    Ask before a transaction begins; inside one, ask what was asked just before and get the same answer.
    """
    if _scorer is None:
        return None
    now = monotonic()
    with _lock:
        at, known = _known.get(said, (now - 2 * FOR, None))
    if at > now - FOR:
        return known
    try:
        found = _scorer.score(said)
    except Exception as error:  # noqa: BLE001  # whatever it is, a reader's words do not wait for it
        log.warning("the scorer has no answer for a comment under story %s: %s", said.story, error)
        found = None
    with _lock:
        _known[said] = (now, found)
        while len(_known) > REMEMBERED:
            _known.popitem(last=False)
    return found

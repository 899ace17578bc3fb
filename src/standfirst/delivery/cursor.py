"""How far the bus has been heard. Pure.

On SQLite ids are handed out in the order of commits. On PostgreSQL they are not: a row with a smaller id
may appear later than one with a larger. So a missing id is waited for until it cannot come any more, which is
when every transaction that was running well after the id was handed out has ended.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

#: Seconds after which whoever holds a missing id has surely shown itself as a running transaction.
GRACE = 5.0
#: More missing ids than this are no slow transactions but a jump of the sequence.
MOST_MISSING = 10_000


class Horizon(NamedTuple):
    """PostgreSQL's snapshot: the oldest transaction still running, and the next one to start."""

    oldest: int
    upcoming: int


@dataclass(slots=True)
class Cursor:
    """Everything up to `settled` has been heard, or will never be there."""

    settled: int
    _heard: set[int] = field(default_factory=set)
    #: id → when it was first missed, and (after the grace) which transactions must end first.
    _missing: dict[int, tuple[float, int | None]] = field(default_factory=dict)

    @property
    def is_waiting(self) -> bool:
        return bool(self._missing)

    def hear(self, ids: Iterable[int]) -> set[int]:
        """Those among `ids` that are new."""
        new = {number for number in ids if number > self.settled and number not in self._heard}
        self._heard |= new
        return new

    def settle(self, now: float, horizon: Horizon | None) -> None:
        """Move on. `horizon` was taken before the rows were read; None: ids come in the order of commits."""
        if not self._heard:
            return
        top = max(self._heard)
        if horizon is None or top - self.settled > MOST_MISSING:
            self.settled = top
            self._heard.clear()
            self._missing.clear()
            return
        for number in range(self.settled + 1, top):
            if number not in self._heard:
                self._miss(number, now, horizon)
        while self.settled + 1 in self._heard:
            self.settled += 1
            self._heard.discard(self.settled)
            self._missing.pop(self.settled, None)

    def _miss(self, number: int, now: float, horizon: Horizon) -> None:
        since, ends_after = self._missing.setdefault(number, (now, None))
        if ends_after is not None and horizon.oldest >= ends_after:
            self._heard.add(number)  # it was rolled back
        elif ends_after is None and now - since >= GRACE:
            self._missing[number] = (since, horizon.upcoming)

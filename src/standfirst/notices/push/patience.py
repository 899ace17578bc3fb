"""How much a push service is asked for, and when it is left alone. Pure: the clock is given (seconds, monotonic)."""

from __future__ import annotations

from dataclasses import dataclass

#: Messages on their way to one service at a time: it is tens of milliseconds away.
AT_A_TIME = 100
#: After so many failures in a row a service is left alone.
PATIENCE = 3
FIRST_REST, LONGEST_REST, LONGEST_ASKED = 5.0, 300.0, 3600.0


@dataclass(slots=True)
class Patience:
    """With one push service. After a rest it is tried with one message, and with twice as many for each answer."""

    width: int = AT_A_TIME
    resting_until: float = 0.0
    failures: int = 0  #: in a row
    rests: int = 0  #: in a row

    def rest(self, now: float) -> float:
        """Seconds for which it is left alone yet."""
        return max(self.resting_until - now, 0.0)

    def answered(self) -> None:
        """It did its work, whatever it said of the one message."""
        self.failures = self.rests = 0
        self.width = min(self.width * 2, AT_A_TIME)

    def failed(self, now: float, *, asked: float | None = None) -> None:
        """It did not. `asked`: it said itself for how long (seconds) it wants to be left alone."""
        self.failures += 1
        if asked is not None:
            self._leave(now, min(max(asked, 1.0), LONGEST_ASKED))
        elif self.failures >= PATIENCE and not self.rest(now):
            # What was on its way when the rest began fails too, and makes it no longer.
            self._leave(now, min(FIRST_REST * 2**self.rests, LONGEST_REST))
            self.rests = min(self.rests + 1, 16)

    def _leave(self, now: float, seconds: float) -> None:
        self.resting_until = max(self.resting_until, now + seconds)
        self.failures, self.width = PATIENCE - 1, 1

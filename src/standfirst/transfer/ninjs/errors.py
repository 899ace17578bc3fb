"""What is wrong with a file from the wire: where in it, and why."""

from __future__ import annotations


class WireError(ValueError):
    """A story that cannot be taken. `place` is where in the file: `bodies[1].value`; empty for the file as such."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}" if place else reason)
        self.place = place
        self.reason = reason

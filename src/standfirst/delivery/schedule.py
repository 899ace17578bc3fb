"""What the worker does again and again. Floors declare jobs; web/wiring.py fills the list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Job:
    """`run` is called about every `seconds`; it says whether it found work, and is then called again. `end` is
    called once, in the same thread, when the worker stops."""

    name: str
    seconds: float
    run: Callable[[], bool]
    end: Callable[[], None] | None = None


JOBS: list[Job] = []

"""What a process keeps of the database until it is told that it has changed."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """What `read` gives, read at the first question and kept until `forget`. One thread reads, others wait for it.

    What was read before a change is neither kept after it nor given to anybody: it is read anew. Do not change what
    you get.
    """

    def __init__(self, read: Callable[[], T]) -> None:
        self._read = read
        self._lock = Lock()
        self._known: tuple[T] | None = None
        self._changes = 0

    def __call__(self) -> T:
        known = self._known
        while known is None:
            with self._lock:
                asked = self._changes
                found = self._known or (self._read(),)
                if asked == self._changes:
                    self._known = known = found
        return known[0]

    def forget(self) -> None:
        """It has changed: the next question reads it again. Waits for nobody, as whoever reads may be slow."""
        self._changes += 1
        self._known = None

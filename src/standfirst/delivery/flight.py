"""Single flight: of many who ask the same at once, one does the work and all get its answer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Flight(Generic[T]):
    """Lives in one event loop. What the work raises, everybody who waits for it gets raised."""

    def __init__(self) -> None:
        self._under_way: dict[Hashable, asyncio.Future[T]] = {}

    async def do(self, mark: Hashable, work: Callable[[], Awaitable[T]]) -> tuple[T, bool]:
        """The answer, and whether this caller was the one who did the work.

        The work goes on when the one who started it leaves: others may be waiting for it.
        """
        found = self._under_way.get(mark)
        if found is not None:
            return await asyncio.shield(found), False
        task = asyncio.ensure_future(work())
        self._under_way[mark] = task
        task.add_done_callback(lambda done: self._landed(mark, done))
        return await asyncio.shield(task), True

    def _landed(self, mark: Hashable, task: asyncio.Future[T]) -> None:
        self._under_way.pop(mark, None)
        if not task.cancelled():
            task.exception()  # read, so that asyncio does not complain when nobody waited to the end

"""How often what was shown: counted as pages go out, without a cookie, an address or a script.

A view names what its page counts as (`responses.counted`); the Front adds one for each page that goes out. What is
counted is kept in memory, as names and numbers, and handed over every few seconds; a handing-over that fails is tried
again with the next. A process that is killed loses at most those seconds. Used in the event loop alone.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import NamedTuple

from standfirst.kit.browsers import is_machine

from .variant import Variant

log = logging.getLogger("standfirst.front")

#: Seconds between two handings-over.
EVERY = 5.0
#: Seconds in the steps of time that counts are kept by: every zone's midnight falls between two of them.
STEP = 15 * 60
#: Different lines kept between two handings-over, and while they fail; whatever comes beyond is not counted.
MOST = 50_000
MOST_WAITING = 200_000
#: Seconds that the last handing-over is given when the process ends.
PATIENCE = 2.0
_MOST_AGENTS = 2000
_LONGEST_AGENT = 300


class Line(NamedTuple):
    """Something was shown so many `times`, to those with this variant, in the step of time that begins at `since`
    (seconds since 1970)."""

    name: str
    variant: Variant
    since: int
    times: int


Save = Callable[[list[Line]], None]
Run = Callable[[Callable[[], None]], Awaitable[None]]


class Tally:
    """`save` is handed the lines in one of the threads of `run`; what it raises means: they are not kept yet."""

    def __init__(
        self, save: Save | None = None, run: Run | None = None, *, now: Callable[[], float] = time.time
    ) -> None:
        self._save, self._run, self._now = save, run, now
        self._counts: dict[tuple[str, Variant], int] = {}
        self._waiting: dict[tuple[str, Variant, int], int] = {}
        self._agents: dict[bytes, bool] = {}
        self._task: asyncio.Task[None] | None = None
        self._dropped = 0
        self._fails = False

    def add(self, name: str, variant: Variant, headers: dict[bytes, bytes]) -> None:
        """Count one page that goes out; not for machines that say so, nor for a browser that reads ahead."""
        agent = headers.get(b"user-agent", b"")
        is_none = self._agents.get(agent)
        if is_none is None:
            is_none = self._learn(agent)
        if is_none or b"sec-purpose" in headers:
            return
        # What somebody has used up is nobody's business here, and would make a line of its own for each.
        mark = (name, variant if variant.used is None else variant._replace(used=None))
        counts = self._counts
        counts[mark] = counts.get(mark, 0) + 1
        if len(counts) > MOST:
            self._dropped += counts.pop(mark)

    def _learn(self, agent: bytes) -> bool:
        if len(self._agents) >= _MOST_AGENTS:
            self._agents.clear()
        said = is_machine(agent.decode("latin-1"))
        if len(agent) <= _LONGEST_AGENT:
            self._agents[agent] = said
        return said

    def start(self) -> None:
        self._task = asyncio.ensure_future(self._hand_over_for_ever())

    async def close(self) -> None:
        """Hand over what there is, and end."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        try:
            await asyncio.wait_for(self.hand_over(), PATIENCE)
        except TimeoutError:
            log.warning("the counts of the last seconds are lost: the database took too long")

    async def _hand_over_for_ever(self) -> None:
        while True:
            await asyncio.sleep(EVERY)
            await self.hand_over()

    async def hand_over(self) -> None:
        """Hand over everything counted so far; keep it when that fails."""
        self._gather()
        waiting, self._waiting = self._waiting, {}
        if not waiting or self._save is None or self._run is None:
            return
        lines = [Line(*mark, times) for mark, times in sorted(waiting.items())]
        try:
            await self._run(partial(self._save, lines))
        except Exception as error:  # noqa: BLE001 - whatever a database can raise: it is away
            if not self._fails:
                log.warning("the counts of what was read are kept until the database takes them: %s", error)
            self._fails = True
            self._put_back(waiting)
            return
        self._fails = False

    def _gather(self) -> None:
        """What was counted since the last time belongs to this step of time."""
        counts, self._counts = self._counts, {}
        since = int(self._now()) // STEP * STEP
        self._put_back({(*mark, since): times for mark, times in counts.items()})
        if self._dropped:
            log.warning("%d pages were not counted: there were too many kinds of them", self._dropped)
            self._dropped = 0

    def _put_back(self, counts: dict[tuple[str, Variant, int], int]) -> None:
        waiting = self._waiting
        for mark, times in counts.items():
            if mark in waiting or len(waiting) < MOST_WAITING:
                waiting[mark] = waiting.get(mark, 0) + times
            else:
                self._dropped += times

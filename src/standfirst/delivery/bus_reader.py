"""Hearing the bus: one thread a process, ten questions a second, on a connection of its own.

A thread that has just changed something asks once more before it answers, so that whoever changed it sees it on the
next page.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Lock, Thread
from typing import Protocol

from .bus_rows import Row, Rows
from .cursor import Cursor

log = logging.getLogger("standfirst.bus")
EVERY = 0.1
#: Seconds between two tries to reach a database that is away.
AGAIN = 0.5
#: Seconds a request waits to see its own change; longer would only make it slow.
PATIENCE = 1.0
#: Ids before the newest that may belong to transactions still running when a reader begins.
LOOK_BACK = 500


class Hearer(Protocol):
    """Who is told. Called in one thread at a time; what it raises is logged, and the next line is read."""

    def forget(self, keys: list[str], *, for_good: bool) -> None: ...
    def revoke(self, tags: list[str]) -> None: ...
    def announce(self, topic: str, number: int) -> None: ...
    def change_keys(self) -> None: ...
    def cut_off(self) -> None:
        """Lines may have been missed: forget everything."""


class BusReader:
    """Reads from the newest line on; a reader that was cut off says so and starts anew."""

    def __init__(self, connect: Callable[[], Rows], hearer: Hearer) -> None:
        self._connect = connect
        self._hearer = hearer
        self._stopping = Event()
        #: Held by who looks: this reader's thread, or one that has just changed something.
        self._looking = Lock()
        self._thread = Thread(target=self._run, name="bus", daemon=True)
        self._rows: Rows | None = None
        self._cursor = Cursor(0)
        self._can_hear = True
        self.heard_at = 0.0
        self.is_ready = Event()

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(timeout=2)

    def catch_up(self) -> None:
        """Hear what was committed before this call, in the caller's thread; waits for it no longer than a second."""
        if not self._looking.acquire(timeout=PATIENCE):
            return
        try:
            if self._rows is not None:
                self._look()
        finally:
            self._looking.release()

    def _run(self) -> None:
        while not self._stopping.is_set():
            with self._looking:
                self._look()
            self._stopping.wait(EVERY if self._rows is not None else AGAIN)
        with self._looking:
            if self._rows is not None:
                self._rows.close()
                self._rows = None

    def _look(self) -> None:
        try:
            if self._rows is None:
                self._rows = self._begin()
            self._poll(self._rows)
            self._can_hear = True
            self.heard_at = time.monotonic()
            self.is_ready.set()
        except Exception as error:  # noqa: BLE001 - whatever a database can raise: it is away
            if self._can_hear:  # said once, not at every try
                log.warning("the bus cannot be heard: %s", error)
            self._can_hear = False
            rows, self._rows = self._rows, None
            self._give_up(rows)

    def _begin(self) -> Rows:
        rows = self._connect()
        horizon = rows.horizon()
        newest = rows.newest()
        # What is there is told by forgetting everything; what is still missing among it is waited for.
        self._cursor = Cursor(newest if horizon is None else max(0, newest - LOOK_BACK))
        self._cursor.hear(row.number for row in rows.after(self._cursor.settled))
        self._cursor.settle(time.monotonic(), horizon)
        self._hearer.cut_off()
        # An older copy may stand in for an error, but not for what was withdrawn while nothing could be heard.
        for row in (*rows.of_kind("withdraw"), *rows.of_kind("revoke")):
            self._pass_on(row)
        return rows

    def _give_up(self, rows: Rows | None) -> None:
        if rows is not None:
            with suppress(Exception):
                rows.close()
            self._hearer.cut_off()

    def _poll(self, rows: Rows) -> None:
        horizon = rows.horizon() if self._cursor.is_waiting else None
        found = rows.after(self._cursor.settled)
        if not found:
            return
        if horizon is None:
            horizon = rows.horizon()
        new = self._cursor.hear(row.number for row in found)
        for row in found:
            if row.number in new:
                self._pass_on(row)
        self._cursor.settle(time.monotonic(), horizon)

    def _pass_on(self, row: Row) -> None:
        try:
            match row.kind:
                case "forget" | "withdraw":
                    self._hearer.forget(row.payload, for_good=row.kind == "withdraw")
                case "revoke":
                    self._hearer.revoke(row.payload)
                case "announce":
                    self._hearer.announce(str(row.payload[0]), int(row.payload[1]))
                case "keys":
                    self._hearer.change_keys()
        except Exception:
            log.exception("line %s of the bus (%s) was not understood", row.number, row.kind)

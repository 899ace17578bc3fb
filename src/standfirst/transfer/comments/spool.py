"""A file's records on disk, so that a thread can be read in its order whatever the order of the file.

The file of an old house may be larger than memory, and a child may come before its parent and its thread.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from .records import OldComment, OldThread, State

_NO_DATE = datetime(1990, 1, 1, tzinfo=UTC)
_TABLES = """
CREATE TABLE thread (key TEXT PRIMARY KEY, told TEXT) WITHOUT ROWID;
CREATE TABLE comment (key TEXT PRIMARY KEY, thread TEXT, at TEXT, number INTEGER, parent TEXT, told TEXT) WITHOUT ROWID;
"""


class Spool(AbstractContextManager["Spool"]):
    """Keeps records until the file is read; gone with its folder afterwards."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="standfirst-import-")
        self._rows = sqlite3.connect(Path(self._folder.name) / "records.sqlite3", isolation_level=None)
        self._rows.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _TABLES)
        self._rows.execute("BEGIN")
        self._number = 0

    def __exit__(self, *_error: object) -> None:
        self._rows.close()
        self._folder.cleanup()

    def keep_thread(self, thread: OldThread) -> None:
        """A thread told twice is the one told last."""
        self._rows.execute("REPLACE INTO thread VALUES (?, ?)", (thread.key, json.dumps(asdict(thread))))

    def keep_comment(self, comment: OldComment) -> bool:
        """False for a comment that the file has told before."""
        self._number += 1
        told = json.dumps({**asdict(comment), "at": comment.at and comment.at.isoformat()})
        row = (
            comment.key,
            comment.thread,
            (comment.at or _NO_DATE).isoformat(),
            self._number,
            comment.parent,
            told,
        )
        done = self._rows.execute("INSERT OR IGNORE INTO comment VALUES (?, ?, ?, ?, ?, ?)", row)
        return done.rowcount == 1

    def ready(self) -> None:
        self._rows.execute("COMMIT")
        self._rows.execute("CREATE INDEX by_thread ON comment (thread, at, number)")

    def threads(self) -> Iterator[OldThread | str]:
        """Threads with comments; only the key of one that the file does not tell."""
        asked = "SELECT DISTINCT c.thread, t.told FROM comment c LEFT JOIN thread t ON t.key = c.thread ORDER BY 1"
        for key, told in self._rows.execute(asked).fetchall():
            if told is None:
                yield key
            else:
                values = json.loads(told)
                yield OldThread(**{**values, "addresses": tuple(values["addresses"])})

    def count(self, thread: str) -> int:
        found = self._rows.execute("SELECT count(*) FROM comment WHERE thread = ?", (thread,)).fetchone()
        return int(found[0])

    def skeleton(self, thread: str) -> list[tuple[str, str]]:
        """Key and parent of each comment, oldest first."""
        asked = "SELECT key, parent FROM comment WHERE thread = ? ORDER BY at, number"
        return list(self._rows.execute(asked, (thread,)))

    def comment(self, key: str) -> OldComment:
        (told,) = self._rows.execute("SELECT told FROM comment WHERE key = ?", (key,)).fetchone()
        values: dict[str, Any] = json.loads(told)
        at = datetime.fromisoformat(values["at"]) if values["at"] else None
        values |= {"at": at, "state": State(values["state"]), "reasons": tuple(values["reasons"])}
        return OldComment(**values)

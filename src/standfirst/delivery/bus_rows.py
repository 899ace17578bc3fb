"""The bus table, read over a connection of the reader's own: no ORM, a few microseconds a question."""

from __future__ import annotations

import json
import sqlite3
from typing import Any, NamedTuple, Protocol

from .cursor import Horizon

_TABLE = "delivery_busmessage"


class Row(NamedTuple):
    number: int
    kind: str
    payload: list[Any]


class Rows(Protocol):
    """A connection to the bus. Whatever fails raises, and the connection is given up."""

    def newest(self) -> int: ...
    def after(self, number: int) -> list[Row]: ...
    def of_kind(self, kind: str) -> list[Row]: ...
    def horizon(self) -> Horizon | None: ...
    def close(self) -> None: ...


class SqliteRows:
    """Reads an SQLite file (WAL), by one thread at a time."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._connection = sqlite3.connect(path, timeout=5, isolation_level=None, check_same_thread=False)

    def newest(self) -> int:
        found = self._connection.execute(f"SELECT max(id) FROM {_TABLE}").fetchone()  # noqa: S608
        return int(found[0] or 0)

    def after(self, number: int) -> list[Row]:
        question = f"SELECT id, kind, payload FROM {_TABLE} WHERE id > ? ORDER BY id"  # noqa: S608
        return self._rows(question, number)

    def of_kind(self, kind: str) -> list[Row]:
        question = f"SELECT id, kind, payload FROM {_TABLE} WHERE kind = ? ORDER BY id"  # noqa: S608
        return self._rows(question, kind)

    def horizon(self) -> Horizon | None:
        return None

    def close(self) -> None:
        self._connection.close()

    def _rows(self, question: str, value: object) -> list[Row]:
        found = self._connection.execute(question, (value,)).fetchall()
        return [Row(number, kind, json.loads(payload)) for number, kind, payload in found]


class PostgresRows:
    """Reads PostgreSQL through psycopg."""

    def __init__(self, **connection: Any) -> None:
        import psycopg

        self._connection = psycopg.connect(**{"connect_timeout": 5, **connection}, autocommit=True)

    def newest(self) -> int:
        found = self._connection.execute(f"SELECT max(id) FROM {_TABLE}").fetchone()  # noqa: S608
        return int(found[0] or 0) if found else 0

    def after(self, number: int) -> list[Row]:
        question = f"SELECT id, kind, payload FROM {_TABLE} WHERE id > %s ORDER BY id"  # noqa: S608
        return self._rows(question, number)

    def of_kind(self, kind: str) -> list[Row]:
        question = f"SELECT id, kind, payload FROM {_TABLE} WHERE kind = %s ORDER BY id"  # noqa: S608
        return self._rows(question, kind)

    def horizon(self) -> Horizon | None:
        question = "SELECT pg_snapshot_xmin(s)::text, pg_snapshot_xmax(s)::text FROM pg_current_snapshot() s"
        found = self._connection.execute(question).fetchone()
        return Horizon(int(found[0]), int(found[1])) if found else None

    def close(self) -> None:
        self._connection.close()

    def _rows(self, question: Any, value: object) -> list[Row]:
        found = self._connection.execute(question, (value,)).fetchall()
        return [Row(int(number), kind, payload) for number, kind, payload in found]

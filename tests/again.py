"""What a fixture makes with the newsroom's own verbs is made once by each process; after that its SQL is said again.

Each test begins with the same database, so that the same verb writes the same rows: half of the unit tests begin with
a section and a story, and to make them took longer than what most of them are about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from django.db import connection, models

Made = TypeVar("Made", bound=models.Model)
#: An instant as SQLite keeps it, or as JSON says it.
_INSTANT = re.compile(r"(\d{4}-\d\d-\d\d)([ T])(\d\d:\d\d:\d\d\.\d+)")
_WRITES = ("INSERT", "UPDATE", "DELETE")


@dataclass
class _Script:
    """What was said to the database, and when; and the row that it was all about."""

    began: datetime
    ended: datetime
    statements: list[tuple[str, Any, bool]]
    model: type[models.Model]
    key: Any

    def say(self) -> models.Model:
        by = datetime.now(UTC) - self.began
        with connection.cursor() as cursor:
            for sql, params, many in self.statements:
                if many:
                    cursor.executemany(sql, [self._later(row, by) for row in params])
                else:
                    cursor.execute(sql, self._later(params, by))
        found: models.Model = self.model._base_manager.get(pk=self.key)
        return found

    def _later(self, params: Any, by: timedelta) -> Any:
        """The same values; what was the present moment then is so now."""
        if params is None:
            return None

        def moved(instant: re.Match[str]) -> str:
            day, between, clock = instant.groups()
            at = datetime.fromisoformat(f"{day} {clock}").replace(tzinfo=UTC)
            if not self.began <= at <= self.ended:
                return instant[0]
            at += by
            return f"{at:%Y-%m-%d}{between}{at:%H:%M:%S.%f}"

        return [_INSTANT.sub(moved, value) if isinstance(value, str) else value for value in params]


_KNOWN: dict[tuple[str, Hashable], _Script] = {}


def made_again(name: str, make: Callable[[], Made]) -> Made:
    """What `make` gives in a database as it is now; really made where nothing was kept of such a one."""
    if connection.vendor != "sqlite" or not connection.in_atomic_block:
        return make()
    mark = (name, _rows_so_far())
    known = _KNOWN.get(mark)
    if known is not None:
        return known.say()  # type: ignore[return-value]
    statements: list[tuple[str, Any, bool]] = []

    def kept(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(_WRITES):
            statements.append((sql, params, many))
        return execute(sql, params, many, context)

    began = datetime.now(UTC)
    with connection.execute_wrapper(kept):
        made = make()
    _KNOWN[mark] = _Script(began, datetime.now(UTC), statements, type(made), made.pk)
    return made


def _rows_so_far() -> Hashable:
    """How many rows each table has ever had: where these are the same, so are the numbers of the next."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, seq FROM sqlite_sequence ORDER BY name")
        return tuple(cursor.fetchall())

"""Dispatches written by the hundred. `bulk_create` prepares every column of every row and puts it into words for the
database; here a row is what differs from row to row, and the words are said once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import connection
from django.db.models.constants import OnConflict

from .models import Dispatch


class Row(NamedTuple):
    """The columns in which dispatches written together differ, by their names in the database."""

    told_id: int
    channel: str
    hearer: str
    reader_id: int | None
    subscription_id: int | None
    lane: str
    rank: int
    not_before: datetime


def write_rows(rows: Sequence[Row]) -> None:
    """Write these dispatches; what is there already stays as it is. In the caller's transaction."""
    if not rows:
        return
    model = Dispatch._meta  # noqa: SLF001 - Django's documented way to a model's columns
    like, fields = Dispatch(), [field for field in model.concrete_fields if not field.primary_key]
    usual = {
        str(field.column): field.get_db_prep_save(getattr(like, field.attname), connection)
        for field in fields
    }
    others = [column for column in usual if column not in Row._fields]
    rest = tuple(usual[column] for column in others)
    dates = {row.not_before: connection.ops.adapt_datetimefield_value(row.not_before) for row in rows}
    columns = ", ".join(map(connection.ops.quote_name, [*Row._fields, *others]))
    said = " ".join(
        [
            connection.ops.insert_statement(on_conflict=OnConflict.IGNORE),
            connection.ops.quote_name(model.db_table),
            f"({columns}) VALUES ({', '.join(['%s'] * len(usual))})",
            connection.ops.on_conflict_suffix_sql(fields, OnConflict.IGNORE, [], []),
        ]
    )
    with connection.cursor() as cursor:
        cursor.executemany(said, [(*row[:-1], dates[row.not_before], *rest) for row in rows])

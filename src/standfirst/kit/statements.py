"""SQL that Django writes once, for what happens with every comment.

Django writes a statement anew each time it is asked for one, which takes many times as long as a small statement
itself. `prepared` and `insert` have Django write it at the first call and give only the values at all others. They are
for the few statements of a busy path, whose form never changes; all else is asked for as usual.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, wraps
from inspect import signature
from typing import Any, ParamSpec, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.sqlite3.base import FORMAT_QMARK_REGEX
from django.db.models import Expression, Model, QuerySet
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesListIterable,
    get_related_populators,
)
from django.db.models.sql import InsertQuery

P = ParamSpec("P")
Row = TypeVar("Row")
#: From a value, its row and the connection to what the database takes.
_Prepare = Callable[[Any, Model, Any], Any]
_Read = Callable[[Iterable[Sequence[Any]]], list[Any]]


class _Slot(Expression):
    """Stands in a question where a value will stand."""

    def __init__(self, place: int) -> None:
        super().__init__()
        self.place = place

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        del compiler, connection
        return "%s", [self]


def prepared(question: Callable[P, QuerySet[Any, Row]]) -> Callable[P, list[Row]]:
    """A question whose SQL is written at its first call; called, it is asked and gives its rows.

    `question` makes the queryset from values that may stand only where SQL takes one (`pk=number`, never
    `pk__in=numbers`), must not look at them, and must not depend on anything else that changes. Values are numbers,
    texts and instants, given by position and never None: NULL is another question. Rows are what the queryset gives:
    models, with what it joins, or values.
    """
    written: dict[str, tuple[str, list[Any], _Read]] = {}
    count = len(signature(question).parameters)

    @wraps(question)
    def asked(*values: Any) -> list[Row]:
        connection = connections[DEFAULT_DB_ALIAS]
        known = written.get(connection.vendor)
        if known is None:
            question_itself = cast("Any", question)(*map(_Slot, range(count)))
            known = written[connection.vendor] = _written(question_itself, connection)
        sql, params, read = known
        adapt = connection.ops.adapt_datetimefield_value
        given = [adapt(value) if isinstance(value, datetime) else value for value in values]
        rows = _rows(connection, sql, [given[one.place] if type(one) is _Slot else one for one in params])
        return read(rows) if rows else []

    return cast("Callable[P, list[Row]]", asked)


def ask(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """The rows that a statement gives, in the database's own types. Django cannot write UPDATE … RETURNING."""
    return _rows(connections[DEFAULT_DB_ALIAS], sql, values)


def _rows(connection: Any, sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    if connection.vendor == "sqlite" and not (connection.execute_wrappers or connection.queries_logged):
        return _at_once(connection, sql, values)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _at_once(connection: Any, sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """What Django's cursor does, without making one: SQLite answers in less time than that takes."""
    connection.validate_no_broken_transaction()
    connection.ensure_connection()
    with connection.wrap_database_errors:
        rows: list[tuple[Any, ...]] = connection.connection.execute(_in_sqlites_form(sql), values).fetchall()
    return rows


@cache
def _in_sqlites_form(sql: str) -> str:
    """Django says %s where SQLite says ?."""
    return FORMAT_QMARK_REGEX.sub("?", sql).replace("%%", "%")


def insert(*rows: Model) -> None:
    """Keep new rows of one model by one statement, and tell them their numbers.

    Like `bulk_create`, and in the caller's transaction: neither `save` nor a signal is called. The model has one table
    and a key that the database gives.
    """
    model, connection = type(rows[0]), connections[DEFAULT_DB_ALIAS]
    mark = (model, len(rows), connection.vendor)
    known = _INSERTS.get(mark) or _INSERTS.setdefault(mark, _insertion(model, rows[0], len(rows), connection))
    values = [
        value if type(value := getattr(row, name)) in kinds else prepare(value, row, connection)
        for row in rows
        for name, kinds, prepare in known.columns
    ]
    for row, (number,) in zip(rows, _rows(connection, known.sql, values), strict=True):
        row.pk = number
        row._state.adding, row._state.db = False, connection.alias  # noqa: SLF001


@dataclass(frozen=True, slots=True)
class _Insertion:
    """Columns: where the value stands in a row, the types that a database takes as they are, and what to do else."""

    sql: str
    columns: tuple[tuple[str, Collection[type], _Prepare], ...]


_INSERTS: dict[tuple[type[Model], int, str], _Insertion] = {}
_NUMBER: frozenset[type] = frozenset({int, type(None)})
_TEXT: frozenset[type] = frozenset({str, type(None)})
#: Of these kinds of fields, values of exactly these types are what a database takes.
_AS_IT_IS: dict[type, Collection[type]] = {
    models.CharField: _TEXT,
    models.TextField: _TEXT,
    models.PositiveIntegerField: _NUMBER,
    models.ForeignKey: _NUMBER,
    models.BooleanField: frozenset({bool}),
}


def _insertion(model: type[Model], row: Model, count: int, connection: Any) -> _Insertion:
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]  # noqa: SLF001 - Django's own
    query: Any = InsertQuery(model)
    query.insert_values(fields, [row])
    compiler = query.get_compiler(connection=connection)
    compiler.returning_fields = [model._meta.pk]  # noqa: SLF001
    columns = [(field.attname, _AS_IT_IS.get(type(field), ()), _way_of(field)) for field in fields]
    # Of several rows Django would make arrays on PostgreSQL; here one row's places are said as often as there are rows.
    into, _values, rest = compiler.as_sql()[0][0].partition(" VALUES ")
    places, _returning, returned = rest.partition(" RETURNING ")
    sql = f"{into} VALUES {', '.join([places] * count)} RETURNING {returned}"
    return _Insertion(sql, tuple(columns))


def _way_of(field: Any) -> _Prepare:
    """What Django does to a value of this field; of the two that every row has, without the five steps there."""
    if type(field) is models.DateTimeField and not (field.auto_now or field.auto_now_add):
        return lambda value, _row, connection: connection.ops.adapt_datetimefield_value(value)
    if type(field) is models.JSONField and not field.null:
        return lambda value, _row, connection: (
            None if value is None else connection.ops.adapt_json_value(value, field.encoder)
        )
    return lambda _value, row, connection: field.get_db_prep_save(field.pre_save(row, add=True), connection)


def _written(queryset: QuerySet[Any, Any], connection: Any) -> tuple[str, list[Any], _Read]:
    query: Any = queryset.query
    compiler = query.get_compiler(connection=connection)
    sql, params = compiler.as_sql()
    columns = [column for column, _sql, _alias in compiler.select]
    converters = list(compiler.get_converters(columns).items())
    shape = _shape(queryset, compiler, connection.alias)

    def read(rows: Iterable[Sequence[Any]]) -> list[Any]:
        here = connections[DEFAULT_DB_ALIAS]
        found = []
        for row in map(list, rows):
            for place, (converts, column) in converters:
                for convert in converts:
                    row[place] = convert(row[place], column, here)
            found.append(shape(row))
        return found

    return sql, list(params), read


def _shape(queryset: QuerySet[Any, Any], compiler: Any, alias: str) -> Callable[[list[Any]], Any]:
    """From a row's columns to what the queryset would give."""
    kind = queryset._iterable_class  # noqa: SLF001 - Django's own
    if kind is ValuesListIterable:
        return tuple
    if kind is FlatValuesListIterable:
        return lambda row: row[0]
    if kind is not ModelIterable or queryset._prefetch_related_lookups:  # type: ignore[attr-defined]  # noqa: SLF001
        raise TypeError("a prepared question gives models or lists of values")
    info, places = compiler.klass_info, compiler.annotation_col_map or {}
    first, last = info["select_fields"][0], info["select_fields"][-1] + 1
    names = [column.target.attname for column, _sql, _alias in compiler.select[first:last]]
    joined = cast("Any", get_related_populators)(info, compiler.select, alias)

    def model(row: list[Any]) -> Any:
        found = info["model"].from_db(alias, names, row[first:last])
        for one in joined:
            one.populate(row, found)
        for name, place in places.items():
            setattr(found, name, row[place])
        return found

    return model

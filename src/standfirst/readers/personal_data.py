"""Personal data has a keeper: every model that points at a reader says what it keeps and why, how it is exported, how
it forgets a reader, and how long it keeps what.

Higher floors add their keepers to `PERSONAL_DATA` in web/wiring.py; a test fails for a column without one. The privacy
page prints what they say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db import models
from django.utils.functional import Promise

from .models import Reader

Row = dict[str, Any]
Words = str | Promise


@dataclass(frozen=True, slots=True)
class Purpose:
    """A line of the privacy page: what is kept, why, how long, and what leaving does to it."""

    what: Words
    why: Words
    kept: Words
    on_leaving: Words


class Keeper(Protocol):
    """Knows one model's rows about readers, by the columns that point at one."""

    @property
    def model(self) -> type[models.Model]: ...

    @property
    def columns(self) -> tuple[str, ...]: ...

    @property
    def fields(self) -> tuple[str, ...]:
        """What `export` tells of each row; empty where another keeper tells it, or where there is nothing to tell."""

    @property
    def purpose(self) -> Purpose: ...

    def export(self, reader: Reader) -> Iterator[Row]:
        """Everything of this model that is about the reader, a row at a time, as JSON can hold it."""

    def erase(self, reader: Reader) -> None:
        """Forget the reader, and the words that the reader wrote."""

    def anonymise(self, reader: Reader) -> None:
        """Forget the reader; words that others have answered stay, without the name."""


PERSONAL_DATA: list[Keeper] = []


@dataclass(frozen=True, slots=True)
class Rows:
    """A keeper of rows with one column for the reader.

    `fields` are exported. Forgetting deletes the rows; with `detach` they stay for others' sake, the column empty
    and the columns of `blank` as it says.
    """

    model: type[models.Model]
    column: str
    fields: tuple[str, ...]
    purpose: Purpose
    detach: bool = False
    blank: Mapping[str, Any] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.column,)

    def export(self, reader: Reader) -> Iterator[Row]:
        if self.fields:
            yield from self._rows(reader).order_by("pk").values(*self.fields).iterator(chunk_size=500)

    def erase(self, reader: Reader) -> None:
        if self.detach:
            self._rows(reader).update(**{self.column: None}, **self.blank)
        else:
            self._rows(reader).delete()

    def anonymise(self, reader: Reader) -> None:
        self.erase(reader)

    def _rows(self, reader: Reader) -> models.QuerySet[Any]:
        return self.model._base_manager.filter(**{self.column: reader})  # noqa: SLF001


def purposes() -> list[Purpose]:
    """What the privacy page says, each line once, in the order of the keepers."""
    return list(dict.fromkeys(keeper.purpose for keeper in PERSONAL_DATA))


def forget_reader(reader: Reader, *, erases_comments: bool) -> None:
    """Have every keeper forget a reader, those of the highest floors first; to be called in a transaction.

    The account itself is the first keeper's, and goes last.
    """
    for keeper in reversed(PERSONAL_DATA):
        if erases_comments:
            keeper.erase(reader)
        else:
            keeper.anonymise(reader)

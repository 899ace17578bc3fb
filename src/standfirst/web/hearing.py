"""What this process does when it hears the bus."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from standfirst.delivery.bus_rows import PostgresRows, Rows, SqliteRows
from standfirst.delivery.store import Store
from standfirst.delivery.streams import Streams
from standfirst.editions.queries import KEY as EDITIONS
from standfirst.editions.queries import read_again
from standfirst.forum.policy import stated
from standfirst.forum.words import watching

from . import keyring
from .visitors import Visitors

#: What the forum keeps in each process, by the key whose forgetting empties it.
_KEPT = {watching.KEY: watching.read_again, stated.KEY: stated.read_again}


def _read_again(keys: Iterable[str]) -> None:
    for key in _KEPT.keys() & set(keys):
        _KEPT[key]()


@dataclass(frozen=True, slots=True)
class Hearing:
    """Passes each line on to whom it concerns. Called in the bus reader's thread."""

    store: Store
    visitors: Visitors
    streams: Streams

    def forget(self, keys: list[str], *, for_good: bool) -> None:
        _read_again(keys)
        if EDITIONS in keys:  # before the pages go: their next render must see the new ones
            read_again()
            self.visitors.forget()
            self.store.forget_all(for_good=for_good)
        else:
            self.store.forget(keys, for_good=for_good)

    def revoke(self, tags: list[str]) -> None:
        self.visitors.revoke(tags)

    def announce(self, topic: str, number: int) -> None:
        self.streams.announce(topic, number)

    def change_keys(self) -> None:
        keyring.read_again()
        self.visitors.change_keys()

    def cut_off(self) -> None:
        read_again()
        _read_again(_KEPT)
        self.visitors.forget()
        self.change_keys()
        self.store.forget_all()


class EditionsHearing:
    """What the worker does: it keeps no pages, but it knows the editions and the watched words."""

    def forget(self, keys: list[str], *, for_good: bool) -> None:
        del for_good
        _read_again(keys)
        if EDITIONS in keys:
            read_again()

    def revoke(self, tags: list[str]) -> None:
        """The worker reads no passes."""

    def announce(self, topic: str, number: int) -> None:
        """The worker holds no streams."""

    def change_keys(self) -> None:
        """The worker reads no passes, and yet whatever it signs is to be believed."""
        keyring.read_again()

    def cut_off(self) -> None:
        read_again()
        _read_again(_KEPT)
        self.change_keys()


def bus_connection(database: Mapping[str, Any]) -> Callable[[], Rows]:
    """How the bus is read beside Django's own connections. Raises ValueError for a database we do not know."""
    engine, name = str(database["ENGINE"]), str(database["NAME"])
    if engine.endswith("sqlite3"):
        return lambda: SqliteRows(name)
    if engine.endswith("postgresql"):
        known = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
        given = {to: database[of] for to, of in known.items() if database.get(of)}
        # What libpq itself understands (sslmode and its like); Django's own options are no texts.
        given |= {
            name: value for name, value in database.get("OPTIONS", {}).items() if isinstance(value, str)
        }
        return lambda: PostgresRows(**given)
    raise ValueError(f"{engine}: the bus runs on SQLite and PostgreSQL")

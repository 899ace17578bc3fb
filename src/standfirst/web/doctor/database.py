"""The database: reachable, whole, migrated; on SQLite, in WAL mode."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from standfirst.web.configuration import Configuration

from .findings import Finding, broken, well


def check_database(configuration: Configuration) -> Iterator[Finding]:
    data = configuration.data
    try:
        connection.ensure_connection()
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        yield broken(
            "database", f"it cannot be opened: {error}", "see DATABASE_URL, and whether its server runs"
        )
        return
    if waiting:
        yield broken(
            "database",
            f"{len(waiting)} migrations have not run",
            f"stop the paper, then: standfirst migrate --data {data}",
        )
    else:
        yield well("database", f"{connection.vendor}, reachable and up to date")
    if "shared_cache" not in connection.introspection.table_names():
        yield broken(
            "database", "the shared cache has no table", f"run: standfirst createcachetable --data {data}"
        )
    if connection.vendor == "sqlite":
        yield from _sqlite()


def is_ready() -> bool:
    """Whether the other checks may ask the database anything."""
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


def _sqlite() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
        found = cursor.execute("PRAGMA quick_check(1)").fetchone()[0]
    if str(mode).lower() != "wal":
        yield broken(
            "database",
            f"SQLite's journal is in mode “{mode}”: readers and writers would wait for one another",
            "put the folder on a local disk; a network file system cannot do WAL",
        )
    if found != "ok":
        yield broken("database", f"SQLite finds it damaged: {found}", "stop the paper and restore a backup")


def check_clock(configuration: Configuration) -> Iterator[Finding]:
    """No clock is asked over the network: it must only not run behind what is already written."""
    del configuration
    from standfirst.delivery.models import BusMessage

    newest = BusMessage.objects.order_by("-at").values_list("at", flat=True).first()
    now = timezone.now()
    if newest is not None and newest > now + timedelta(minutes=1):
        yield broken(
            "clock",
            f"it says {now:%Y-%m-%d %H:%M} UTC, but something was written later",
            "set this machine's clock",
        )
    else:
        yield well("clock", f"{now:%Y-%m-%d %H:%M} UTC")

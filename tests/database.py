"""The tests' database: migrated once, and copied into memory by each process that tests.

Two hundred migrations, most of them other people's, take longer than most files of tests.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from .made_once import made_once, migrations

FILE = "migrated.sqlite3"


@contextmanager
def migrated_before() -> Iterator[None]:
    """While Django makes its test database inside the block, an SQLite one begins as a copy of one kept."""
    from django.db import connection
    from django.db.backends.sqlite3.creation import DatabaseCreation

    if connection.vendor != "sqlite":
        yield
        return
    kept = made_once("database", _migrate, of=migrations()) / FILE
    create = DatabaseCreation._create_test_db  # type: ignore[attr-defined]
    held: list[sqlite3.Connection] = []  # a database in memory is gone with its last connection

    def copied(self: DatabaseCreation, *args: Any, **options: Any) -> str:
        name: str = create(self, *args, **options)
        into = sqlite3.connect(name, uri=True)
        with closing(sqlite3.connect(kept)) as source:
            source.backup(into)
        held.append(into)
        return name

    with mock.patch.object(DatabaseCreation, "_create_test_db", copied):
        yield
    for into in held:
        into.close()


def _migrate(folder: Path) -> None:
    """In a process of its own: this one's settings stay as they are."""
    program = (
        "import django; django.setup()\n"
        "from django.core.management import call_command\n"
        "call_command('migrate', interactive=False, verbosity=0)"
    )
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": f"sqlite:///{folder / FILE}",
    }
    subprocess.run([sys.executable, "-c", program], check=True, env=environment)

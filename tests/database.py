"""The tests' database: migrated once, and copied into memory by each process that tests.

Two hundred migrations, most of them other people's, take longer than most files of tests.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest import mock

from .made_once import ROOT, made_once, migrations, outdated_of

FILE = "migrated.sqlite3"
#: Beside it: the migrations that made it, each with its digest.
LIST = "migrations.json"
NAME = "database"


def migrated() -> Path:
    """An SQLite database with every migration applied. Not to be written to."""
    return made_once(NAME, _migrate, of=migrations()) / FILE


@contextmanager
def migrated_before() -> Iterator[None]:
    """While Django makes its test database inside the block, an SQLite one begins as a copy of one kept."""
    from django.db import connection
    from django.db.backends.sqlite3.creation import DatabaseCreation

    if connection.vendor != "sqlite":
        yield
        return
    kept = migrated()
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
    """In a process of its own: this one's settings stay as they are. Only what is new, where all the rest is as it
    was: whoever writes a migration waits for that one."""
    now = {str(path.relative_to(ROOT)): sha256(path.read_bytes()).hexdigest() for path in migrations()}
    for before in outdated_of(NAME):
        if (before / LIST).exists() and json.loads((before / LIST).read_text()).items() <= now.items():
            shutil.copyfile(before / FILE, folder / FILE)
            break
    (folder / LIST).write_text(json.dumps(now))
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

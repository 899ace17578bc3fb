"""A PostgreSQL server of a test's own, on a socket in a folder: it can be stopped and started again."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
USER = "paper"


@dataclass(frozen=True)
class Postgres:
    """`connection` is what psycopg takes; `url` what a paper's settings take."""

    folder: Path
    #: Whether what is committed is on the disk, as in real life; a test has no time for it.
    durable: bool = False

    @property
    def connection(self) -> dict[str, str]:
        return {"host": str(self.folder), "user": USER, "dbname": "postgres"}

    @property
    def url(self) -> str:
        return f"postgres://{USER}@{quote(str(self.folder), safe='')}/postgres"

    def start(self) -> None:
        fsync = "on" if self.durable else "off"
        options = f"-k {self.folder} -c listen_addresses='' -c fsync={fsync}"
        self._control("-w", "-o", options, "-l", f"{self.folder}/log", "start")

    def stop(self) -> None:
        """At once, as when its machine loses power."""
        self._control("-m", "immediate", "stop")

    def dump(self, file: Path) -> None:
        """Everything in it, into a file that `restore` reads."""
        self._run("pg_dump", "--format=custom", f"--file={file}")

    def restore(self, file: Path) -> None:
        """What another server has dumped, into this one, which is empty."""
        self._run("pg_restore", "--exit-on-error", "--no-owner", "--dbname=postgres", str(file))

    def _run(self, program: str, *arguments: str) -> None:
        where = {"PGHOST": str(self.folder), "PGUSER": USER, "PGDATABASE": "postgres"}
        subprocess.run([PROGRAMS[-1] / program, *arguments], check=True, env={**os.environ, **where})

    def _control(self, *arguments: str) -> None:
        _as_owner(f"{PROGRAMS[-1]}/pg_ctl", "-D", f"{self.folder}/d", *arguments)


def _as_owner(*command: str) -> None:
    """PostgreSQL refuses to run as root."""
    owner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    # Not captured: the server would hold the pipe for as long as it lives.
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run([*owner, *command], check=True, cwd="/", **quiet)


def behind(url: str) -> Postgres:
    """The server that a paper's settings name by `Postgres.url`."""
    return Postgres(Path(unquote(urlsplit(url).netloc.partition("@")[2])))


@contextmanager
def postgres(*, durable: bool = False) -> Iterator[Postgres]:
    """A new server, running; gone with everything in it when the block ends."""
    folder = Path(tempfile.mkdtemp(prefix="standfirst-pg-", dir="/tmp"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    server = Postgres(folder, durable)
    _as_owner(f"{PROGRAMS[-1]}/initdb", "-D", f"{folder}/d", "-A", "trust", "-U", USER)
    server.start()
    try:
        yield server
    finally:
        with suppress(subprocess.CalledProcessError):  # a test has stopped it
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)

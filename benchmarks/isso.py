"""The peer for comments: Isso from PyPI, in a virtual environment of its own, served as its documentation says."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.ports import free_port

from .processes import BenchmarkError, server

PACKAGES = ("isso==0.14.0", "gunicorn==27.0.1")
#: Made once and kept, out of the repository's sight.
HOME = Path(__file__).parent.parent / ".cache" / "isso"
PATH = "/new?uri=%2Fworld%2Fbridge-reopens"
#: As delivered, with its guard against floods on: a hidden form of address tells readers apart, as on our side.
SETTINGS = """
[general]
dbpath = {database}
host = {url}
[server]
trusted-proxies = 127.0.0.1
[guard]
enabled = true
"""


@dataclass(frozen=True, slots=True)
class Isso:
    url: str
    database: Path
    pid: int

    def comments(self) -> int:
        with contextlib.closing(sqlite3.connect(self.database)) as rows:
            count: int = rows.execute("SELECT count(*) FROM comments").fetchone()[0]
        return count


@contextlib.contextmanager
def running_isso(folder: Path) -> Iterator[Isso]:
    """Isso on an empty database, every process of it on the server's core."""
    bin_folder = _installed()
    folder.mkdir()
    url = f"http://127.0.0.1:{free_port()}"
    settings, database = folder / "isso.cfg", folder / "comments.db"
    settings.write_text(SETTINGS.format(database=database, url=url))
    command = [bin_folder / "gunicorn", "-b", url.removeprefix("http://"), "-w", "4", "--preload"]
    command += ["--capture-output", "--error-logfile", folder / "isso.log", "isso.run"]  # nobody reads a pipe
    environment = {**os.environ, "ISSO_SETTINGS": str(settings)}
    with server(command, url=f"{url}/info", env=environment) as process:
        yield Isso(url, database, process.pid)


def _installed() -> Path:
    bin_folder = HOME / "bin"
    if not (bin_folder / "gunicorn").exists():
        try:
            subprocess.run([sys.executable, "-m", "venv", "--clear", HOME], check=True)
            subprocess.run([bin_folder / "pip", "install", "-qq", *PACKAGES], check=True)
        except subprocess.CalledProcessError as error:
            raise BenchmarkError(f"Isso cannot be installed from PyPI: {error}") from error
    return bin_folder

"""“Following” for a reader of five thousand others, in a paper with a million comments, on SQLite and on PostgreSQL.

Three pages: the newest of those who speak, the same far down, and all of whom one follows silent for years. The slowest
counts.
"""

from __future__ import annotations

from pathlib import Path

from tests.journeys.paper import Paper
from tests.ports import free_port
from tests.postgres import PROGRAMS, postgres

from .paper import prepared_paper
from .processes import BenchmarkError
from .table import Row

MOST = 50  # milliseconds
CODE = "from benchmarks import million\nanswer = million.feeds(*million.fill())"


def measure(folder: Path) -> list[Row]:
    rows = [_row("SQLite", prepared_paper(folder / "sqlite"))]
    if not PROGRAMS:
        raise BenchmarkError("there is no PostgreSQL here: python tests/system_packages.py installs it")
    with postgres() as server:
        paper = Paper(folder / "postgresql", free_port(), {"DATABASE_URL": server.url})
        paper.init()
        rows.append(_row("PostgreSQL", paper))
    return rows


def _row(database: str, paper: Paper) -> Row:
    pages: dict[str, float] = paper.python(CODE, seconds=1200)
    slowest = max(pages.values())
    told = ", ".join(f"{name} {taken:.0f}" for name, taken in pages.items())
    work = f"“Following”, 5,000 follows, 1,000,000 comments, {database} ({told})"
    return Row(work, slowest, None, "ms", f"≤ {MOST} ms", "", slowest <= MOST)

"""A thousand comments at once, `kill -9` in their middle, SQLite and PostgreSQL: the whole of a promise's test."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.made_once import ROOT

from .processes import BenchmarkError
from .table import Row

COMMENTS = 1000
TEST = "tests/promises/test_6_a_thousand_comments_survive_kill_minus_9.py"


def measure(_folder: Path) -> list[Row]:
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", TEST],
        cwd=ROOT,
        env={**os.environ, "CROWD": str(COMMENTS)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BenchmarkError(f"a comment was lost or doubled:\n{done.stdout[-4000:]}")
    took = time.monotonic() - began
    work = f"{COMMENTS:,} comments at once, killed in their middle: each there, once; both databases"
    return [Row(work, took, None, "s", "none lost, none twice", holds=True)]

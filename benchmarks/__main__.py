"""`make bench`: run every measurement, or those named, and print one table."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from . import (
    comments,
    crowd,
    day,
    following,
    front,
    newsletter,
    publishing,
    push,
    push_kills,
    streams,
    threads,
)
from .processes import BenchmarkError, need
from .table import Row, show

MEASUREMENTS: dict[str, Callable[[Path], list[Row]]] = {
    "front": front.measure,
    "publishing": publishing.measure,
    "day": day.measure,
    "comments": comments.measure,
    "crowd": crowd.measure,
    "threads": threads.measure,
    "following": following.measure,
    "streams": streams.measure,
    "push": push.measure,
    "push_kills": push_kills.measure,
    "newsletter": newsletter.measure,
}


def main(names: list[str]) -> int:
    unknown = set(names) - MEASUREMENTS.keys()
    if unknown:
        print(f"no measurement called {', '.join(sorted(unknown))}; there are {', '.join(MEASUREMENTS)}")
        return 2
    rows: list[Row] = []
    failed = False
    for name in names or MEASUREMENTS:
        print(f"› {name} …", flush=True)
        try:
            need("taskset", "wrk", "nginx", "ps")
            with tempfile.TemporaryDirectory(prefix="standfirst-bench-") as folder:
                Path(folder).chmod(0o755)  # nginx's worker is nobody
                rows += MEASUREMENTS[name](Path(folder))
        except BenchmarkError as error:
            failed = True
            print(f"  no figure: {error}")
    show(rows)
    return 1 if failed or any(row.holds is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

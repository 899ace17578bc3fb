"""`make test`: every part in its order, each timed; all are run, so that one look shows all that is red."""

from __future__ import annotations

import subprocess
import sys
import time

PYTEST = [sys.executable, "-m", "pytest", "-q", "--durations=25", "--durations-min=3"]
#: A file to each of four, as papers and servers are a file's own or a worker's, and mostly wait for one another.
BY_FILE = ["-n", "4", "--dist", "loadfile", "--no-loadscope-reorder", "-p", "tests.longest_first"]
PARTS = {
    "static gate": [sys.executable, "-m", "tests.architecture"],
    "unit tests": [*PYTEST, "-n", "2", "-m", "not journey and not slow"],
    "slow tests and journeys": [*PYTEST, *BY_FILE, "-m", "slow or journey"],
}


def main() -> int:
    results: list[tuple[str, int, float]] = []
    for title, command in PARTS.items():
        print(f"\n\033[1m› {title}\033[0m", flush=True)
        began = time.monotonic()
        code = subprocess.run(command, check=False).returncode
        results.append((title, code, time.monotonic() - began))
    print()
    for title, code, seconds in results:
        print(f"{'green' if code == 0 else 'RED':6} {title:24} {seconds:6.0f} s")
    red = [title for title, code, _seconds in results if code]
    total = sum(seconds for _title, _code, seconds in results) / 60
    print(f"\n{'everything is green' if not red else 'red: ' + ', '.join(red)} ({total:.1f} minutes)")
    return 1 if red else 0


if __name__ == "__main__":
    sys.exit(main())

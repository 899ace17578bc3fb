"""Starting servers on one core and loading them from the other."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

SERVER_CORE, CLIENT_CORE = "0", "1"


class BenchmarkError(Exception):
    """Why there is no figure, in words."""


def need(*programs: str) -> None:
    missing = [program for program in programs if not shutil.which(program)]
    if missing:
        raise BenchmarkError(f"missing: {', '.join(missing)} (apt-get install {' '.join(missing)})")


@contextlib.contextmanager
def server(
    command: Sequence[str | Path],
    *,
    url: str | None,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server on the server's core until the block ends. Raises BenchmarkError when it never answers.

    Without a `url` to ask it is given a second to start.
    """
    process = subprocess.Popen(
        ["taskset", "-c", SERVER_CORE, *map(str, command)],
        env=env, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        if url is None:
            time.sleep(1)
        else:
            _wait_for(url, process)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait_for(url: str, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            said = process.stderr.read().decode(errors="replace")[-800:] if process.stderr else ""
            raise BenchmarkError(f"{process.args!r} stopped: {said}")
        try:
            urllib.request.urlopen(url, timeout=5).read()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise BenchmarkError(f"{url} never answered")


def fetch(url: str, headers: Mapping[str, str] | None = None) -> bytes:
    request = urllib.request.Request(url, headers=dict(headers or {}))
    with urllib.request.urlopen(request, timeout=30) as answer:
        body: bytes = answer.read()
    return body


def load(
    url: str, headers: Mapping[str, str] | None = None, *, seconds: int = 3, connections: int = 16
) -> float:
    """Requests a second, measured by wrk from the other core. Raises BenchmarkError on any error answer."""
    extra = [part for name, value in (headers or {}).items() for part in ("-H", f"{name}: {value}")]
    command = ["taskset", "-c", CLIENT_CORE, "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", *extra, url]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=seconds + 60).stdout
    if "Non-2xx" in said:
        raise BenchmarkError(f"{url} answered with errors:\n{said}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    if found is None:
        raise BenchmarkError(f"wrk said nothing of {url}:\n{said}")
    return float(found[1])


def memory_of(pid: int) -> float:
    """Megabytes of a process and all its descendants: proportional set size, so that shared pages count once."""
    children = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    total = sum(memory_of(int(child)) for child in children.stdout.split())
    rollup = Path(f"/proc/{pid}/smaps_rollup")
    found = re.search(r"^Pss:\s+(\d+) kB", rollup.read_text(), re.MULTILINE) if rollup.exists() else None
    return total + (int(found[1]) / 1024 if found else 0)


def processor_time_of(pid: int) -> float:
    """Seconds that a process and all its descendants that still live have spent on a processor."""
    children = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    total = sum(processor_time_of(int(child)) for child in children.stdout.split())
    status = Path(f"/proc/{pid}/stat")
    if not status.exists():
        return total
    user, system = status.read_text().rpartition(")")[2].split()[11:13]
    return total + (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

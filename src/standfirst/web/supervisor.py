"""Keeps the parts of the paper running, and stops them together. Knows no Django, so that it stays small."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

from standfirst.kit.processes import die_with_parent

#: How a part says that starting it again would not help; it has said why itself.
UNFIT = 3
#: Seconds a part is given to stop before it is killed.
PATIENCE = 8.0
#: Seconds between two looks.
TICK = 0.1
#: A part that lived this long starts with a clean sheet.
HEALTHY_AFTER = 60.0
LONGEST_PAUSE = 30.0
#: Connections that the kernel keeps for us while we are busy, or while a process is started again.
BACKLOG = 2048


@dataclass(slots=True)
class Part:
    """One program of the paper."""

    name: str
    command: Sequence[str]
    #: Sockets that are handed over, open.
    sockets: Sequence[int] = ()
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    starts_at: float = 0.0
    failures: int = 0

    def start(self) -> None:
        environment = {"MALLOC_ARENA_MAX": "2", **os.environ}
        self.process = subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            env=environment,
            pass_fds=self.sockets,
            preexec_fn=die_with_parent,  # noqa: PLW1509 - the supervisor has one thread
            start_new_session=True,  # Ctrl+C reaches the supervisor alone, which stops the parts in order
        )
        self.started_at = time.monotonic()

    def has_died(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def pause(self) -> float:
        """Seconds until it is started again: longer each time it fails soon after its start."""
        if time.monotonic() - self.started_at > HEALTHY_AFTER:
            self.failures = 0
        self.failures += 1
        return float(min(LONGEST_PAUSE, 0.25 * 2**self.failures))


@dataclass(slots=True)
class Supervisor:
    """Runs the parts until it is told to stop. `say` prints a line for the operator."""

    parts: list[Part]
    is_ready: Callable[[], bool]
    when_ready: Callable[[], None]
    say: Callable[[str], None]
    _stopping: bool = field(default=False, init=False)

    def run(self) -> int:
        """The exit code: 0 when it was told to stop, 1 when a part said that it cannot work."""
        for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(name, self._stop)
        for part in self.parts:
            part.start()
        announced = False
        code = 0
        while not self._stopping:
            time.sleep(TICK)
            if any(part.process is not None and part.process.poll() == UNFIT for part in self.parts):
                code = 1
                break
            self._look_after()
            if not announced and self.is_ready():
                announced = True
                self.when_ready()
        self._stop_all()
        return code

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self._stopping = True

    def _look_after(self) -> None:
        for part in self.parts:
            if part.has_died():
                pause = part.pause()
                code = part.process.returncode if part.process else 0
                how = f"was ended by signal {-code}" if code < 0 else f"ended with code {code}"
                self.say(f"the {part.name} {how}; it is started again in {pause:g} s")
                part.process = None
                part.starts_at = time.monotonic() + pause
            elif part.process is None and time.monotonic() >= part.starts_at:
                part.start()

    def _stop_all(self) -> None:
        running = [part.process for part in self.parts if part.process is not None]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + PATIENCE
        for process in running:
            try:
                process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def listen(host: str, port: int) -> socket.socket:
    """A socket that visitors can come to. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(BACKLOG)
    except OSError:
        listening.close()
        raise
    return listening


def answers(host: str, port: int, path: str) -> bool:
    """Does a server answer 200 here?"""
    connection = http.client.HTTPConnection(host, port, timeout=2)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def own_command(*arguments: str) -> list[str]:
    """How a part runs the command `standfirst` with this very Python."""
    return [sys.executable, "-m", "standfirst.web.command", *arguments]

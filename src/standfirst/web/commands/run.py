"""Start the paper: front, Django and worker, as one supervised command."""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from ..build import is_collected
from ..command import CommandFailed
from ..configuration import ENVIRONMENT_FILE, ConfigurationError, read_configuration
from ..supervisor import Part, Supervisor, answers, listen, own_command

EXAMPLE = "standfirst run --data paper --port 8000"
MOST_PROCESSES = 64
#: Addresses that mean "on every network of this machine".
_EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104 - only looked for


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, help="the port to serve on (default 8000)")
    parser.add_argument("--host", default="127.0.0.1", help="the address to serve on (default 127.0.0.1)")
    parser.add_argument(
        "--processes", type=int, help="processes that serve (default STANDFIRST_PROCESSES, or 1)"
    )


def run(args: argparse.Namespace) -> int:
    try:
        configuration = read_configuration()
    except ConfigurationError as error:
        raise CommandFailed(str(error)) from error
    data = configuration.data
    if not (data / ENVIRONMENT_FILE).is_file() and "DATABASE_URL" not in os.environ:
        raise CommandFailed(f"there is no paper in {data}: make one with `standfirst init --data {data}`")
    os.environ["STANDFIRST_DATA"] = str(data)
    processes = configuration.processes if args.processes is None else args.processes
    if not 1 <= processes <= MOST_PROCESSES:
        raise CommandFailed(f"--processes: {processes} is not a number from 1 to {MOST_PROCESSES}")
    with open_port(args.host, args.port) as listening:
        collect_assets(data)
        return serve(listening, data, processes=processes)


def collect_assets(data: Path) -> None:
    """Put this build's scripts and styles in place, if those that are there are of another."""
    if is_collected(data / "static"):
        return
    print("putting this version's scripts and styles in place …", flush=True)
    command = own_command("collectstatic", "--noinput", "--verbosity", "0", "--data", str(data))
    if subprocess.run(command, check=False).returncode:
        raise CommandFailed(
            f"scripts and styles could not be put into {data / 'static'}; the reason is above"
        )


def serve(listening: socket.socket, data: Path, *, processes: int = 1, extra: Sequence[str] = ()) -> int:
    """Run fronts and worker until told to stop. `extra` lines are printed once the paper serves."""
    host, port = listening.getsockname()[:2]
    asked = "127.0.0.1" if host in _EVERYWHERE else host
    shown = "localhost" if asked in {"127.0.0.1", "::1"} else asked

    def ready() -> None:
        print(f"ready http://{f'[{shown}]' if ':' in shown else shown}:{port}", *extra, sep="\n", flush=True)

    socket_number = listening.fileno()
    names = ["front"] if processes == 1 else [f"front {number}" for number in range(1, processes + 1)]
    supervisor = Supervisor(
        parts=[
            *(Part(name, front_command("--fd", str(socket_number)), [socket_number]) for name in names),
            Part("worker", own_command("worker", "--data", str(data))),
        ],
        is_ready=lambda: answers(asked, port, "/healthz"),
        when_ready=ready,
        say=lambda line: print(f"standfirst: {line}", file=sys.stderr, flush=True),
    )
    return supervisor.run()


def front_command(*arguments: str) -> list[str]:
    """How one process of the front is started: with `--fd` and a socket, or with `--port`."""
    return [sys.executable, "-m", "standfirst.web.serving", *arguments]


def open_port(host: str, port: int) -> socket.socket:
    """The socket that the paper is served on. Raises CommandFailed, in one line, when it cannot be had."""
    if not 1 <= port <= 65535:
        raise CommandFailed(f"--port: {port} is no port; use 1 to 65535")
    try:
        return listen(host, port)
    except OSError as error:
        raise CommandFailed(
            f"cannot serve on {host}:{port}: {error.strerror or error}. Is something else running there? "
            f"Try another --port."
        ) from error

"""Start the paper: front, Django and worker, as one supervised command."""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from standfirst.kit.processes import raise_file_limit

from ..build import is_collected
from ..command import CommandFailed
from ..configuration import ENVIRONMENT_FILE, ConfigurationError, read_configuration
from ..supervisor import Part, Supervisor, answers, own_command

EXAMPLE = "standfirst run --data paper --port 8000"
#: Connections that may be open at once: pages, and one stream for every reader who has the paper open.
MOST_CONNECTIONS = 12_000
#: Addresses that mean "on every network of this machine".
_EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104 - only looked for


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, help="the port to serve on (default 8000)")
    parser.add_argument("--host", default="127.0.0.1", help="the address to serve on (default 127.0.0.1)")


def run(args: argparse.Namespace) -> int:
    try:
        configuration = read_configuration()
    except ConfigurationError as error:
        raise CommandFailed(str(error)) from error
    data = configuration.data
    if not (data / ENVIRONMENT_FILE).is_file() and "DATABASE_URL" not in os.environ:
        raise CommandFailed(f"there is no paper in {data}: make one with `standfirst init --data {data}`")
    os.environ["STANDFIRST_DATA"] = str(data)
    check_port(args.host, args.port)
    collect_assets(data)
    raise_file_limit()
    return serve(args.host, args.port, data)


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


def serve(host: str, port: int, data: Path, *, extra: Sequence[str] = ()) -> int:
    """Run front and worker until told to stop. `extra` lines are printed once the paper serves."""
    asked = "127.0.0.1" if host in _EVERYWHERE else host
    shown = "localhost" if asked in {"127.0.0.1", "::1"} else asked

    def ready() -> None:
        print(f"ready http://{f'[{shown}]' if ':' in shown else shown}:{port}", *extra, sep="\n", flush=True)

    supervisor = Supervisor(
        parts=[
            Part("front", front_command(host, port)),
            Part("worker", own_command("worker", "--data", str(data))),
        ],
        is_ready=lambda: answers(asked, port, "/healthz"),
        when_ready=ready,
        say=lambda line: print(f"standfirst: {line}", file=sys.stderr, flush=True),
    )
    return supervisor.run()


def front_command(host: str, port: int) -> list[str]:
    """Granian with one worker process; told to end it when it does not stop by itself."""
    options = {
        "--interface": "asgi",
        "--host": host,
        "--port": str(port),
        "--workers": "1",
        "--workers-kill-timeout": "5",
        "--backlog": "2048",
        "--backpressure": str(MOST_CONNECTIONS),
        "--loop": "asyncio",
        "--log-level": "warning",
    }
    flat = [text for option in options.items() for text in option]
    return [sys.executable, "-m", "granian", *flat, "--no-ws", "standfirst.web.asgi:application"]


def check_port(host: str, port: int) -> None:
    """Raises CommandFailed, in one line, when this address cannot be served on."""
    if not 1 <= port <= 65535:
        raise CommandFailed(f"--port: {port} is no port; use 1 to 65535")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError as error:
            raise CommandFailed(
                f"cannot serve on {host}:{port}: {error.strerror or error}. Is something else running there? "
                f"Try another --port."
            ) from error

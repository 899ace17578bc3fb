"""Make and start the demo paper, with content and log-ins.

The first start makes it, in under two minutes; the next ones only start it. It is for this machine alone.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from ..command import CommandFailed
from ..configuration import ENVIRONMENT_FILE, read_environment_file
from ..supervisor import own_command

EXAMPLE = "standfirst demo --port 8123"
HOST = "127.0.0.1"
#: Written when everything is there.
MADE = "demo-is-made"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, help="the port to serve on (default 8000)")
    parser.add_argument("--only-make", action="store_true", help="make it, and do not start it")
    parser.add_argument("--json", action="store_true", help="print addresses and log-ins as JSON")


def run(args: argparse.Namespace) -> int:
    from . import run as run_command

    data = Path(args.data or os.environ.get("STANDFIRST_DATA") or "demo").expanduser().resolve()
    settings = read_environment_file(data / ENVIRONMENT_FILE)
    if settings and settings.get("STANDFIRST_DEMO") != "yes":
        raise CommandFailed(f"{data} holds a real paper: choose another folder for the demo with --data")
    if not args.only_make:
        run_command.open_port(HOST, args.port).close()  # said before anything is made
    url = f"http://localhost:{args.port}"
    os.environ.update(STANDFIRST_DATA=str(data), STANDFIRST_URL=url, STANDFIRST_DEMO="yes")
    lines = _answer(url) if args.json else _told(url)
    if args.only_make:
        make(data, url)
        print(*lines, sep="\n")
        return 0
    # Made by a process of its own, so that the one which stays to watch over the servers holds no Django.
    making = own_command("demo", "--only-make", "--data", str(data), "--port", str(args.port))
    if subprocess.run(making, stdout=subprocess.DEVNULL, check=False).returncode:
        raise CommandFailed("the demo could not be made; start again, and it goes on where it stopped")
    with run_command.open_port(HOST, args.port) as listening:
        return run_command.serve(listening, data, extra=lines)


def make(data: Path, url: str) -> None:
    """Make the whole paper, or what is missing of it. One that is made is only brought up to date."""
    from ..demo import making, reading
    from .init import make_folder, make_paper, parse_edition

    if (data / MADE).exists():
        make_paper([])
        return
    content, stories = reading.paper(), reading.stories()
    make_folder(data, name=content["name"], url=url, extra={"STANDFIRST_DEMO": "yes"})
    with making.drawn_meanwhile(stories, _say) as drawings:
        _say("making the database")
        make_paper([parse_edition(text, order) for order, text in enumerate(content["editions"])])
        making.fill(stories, drawings, _say)
    (data / MADE).touch(mode=0o600)


def _told(url: str) -> list[str]:
    from ..demo import making, reading

    lines = ["", f"{reading.paper()['name']}, the demo. Open:"]
    lines += [f"  {address:<44} {words}" for address, words in _addresses(url)]
    lines += ["", f"Sign in with the password “{making.PASSWORD}”, or by a code from the mailbox:"]
    lines += [f"  {person['email']:<24} {person['name']}, {person['is']}" for person in making.log_ins()]
    return [*lines, "", "Stop it with Ctrl-C."]


def _answer(url: str) -> list[str]:
    from ..demo import making

    addresses = [{"address": address, "is": words} for address, words in _addresses(url)]
    answer = {"url": url, "addresses": addresses, "password": making.PASSWORD, "log_ins": making.log_ins()}
    return [json.dumps(answer, ensure_ascii=False)]


def _addresses(url: str) -> list[tuple[str, str]]:
    return [
        (f"{url}/us/", "the open edition"),
        (f"{url}/uk/", "the edition with a wall after three paragraphs"),
        (f"{url}/de/", "the German edition"),
        (f"{url}/newsroom/", "where journalists and moderators work"),
        (f"{url}/_/mailbox", "every mail the demo would have sent: codes for signing in"),
    ]


def _say(what: str) -> None:
    print(f"demo: {what} …", file=sys.stderr, flush=True)

"""Start the paper: front, Django and worker, as one supervised command."""

from __future__ import annotations

import argparse

from ..command import CommandFailed

EXAMPLE = "standfirst run --data paper --port 8000"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")


def run(args: argparse.Namespace) -> int:
    raise CommandFailed("not built yet")

"""Make and start the demo paper, with content and log-ins."""

from __future__ import annotations

import argparse

from ..command import CommandFailed

EXAMPLE = "standfirst demo --port 8123"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")


def run(args: argparse.Namespace) -> int:
    raise CommandFailed("not built yet")

"""Say whether this paper is well, and what to do where it is not."""

from __future__ import annotations

import argparse

from ..command import CommandFailed

EXAMPLE = "standfirst doctor --data paper"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")


def run(args: argparse.Namespace) -> int:
    raise CommandFailed("not built yet")

"""Bring stories in from elsewhere."""

from __future__ import annotations

import argparse

from ..command import CommandFailed

EXAMPLE = "standfirst import ninjs wire/ --publish"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")


def run(args: argparse.Namespace) -> int:
    raise CommandFailed("not built yet")

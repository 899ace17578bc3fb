"""Make somebody who can sign in to the newsroom."""

from __future__ import annotations

import argparse

from ..command import CommandFailed

EXAMPLE = "standfirst createstaff ada@example.org --name 'Ada Lund' --role editor"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")


def run(args: argparse.Namespace) -> int:
    raise CommandFailed("not built yet")

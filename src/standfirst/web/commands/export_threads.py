"""Write every thread with every comment as JSON Lines, to move to another house.

docs/contracts/threads.md says what stands in a line. Also what waits, was rejected or deleted is told, with its status.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from standfirst.web.command import CommandFailed

EXAMPLE = "standfirst export-threads --out threads.jsonl"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", metavar="FILE", help="a new file, for you alone (default: standard output)")
    parser.add_argument(
        "--with-addresses",
        action="store_true",
        help="tell authors’ e-mail addresses too, for a house in which they shall claim what they wrote",
    )


def run(args: argparse.Namespace) -> int:
    import django

    django.setup()
    from django.db import DatabaseError

    from standfirst.transfer.comments.exporting import lines

    try:
        made = lines(with_addresses=args.with_addresses)
        if args.out:
            print(f"{args.out}: {_write(args.out, made)} lines")
        else:
            sys.stdout.writelines(made)
    except DatabaseError as error:
        raise CommandFailed(f"the paper's database cannot be used ({error})") from error
    return 0


def _write(path: str, made: Iterator[str]) -> int:
    """Into a new file; one that was not finished is not left behind."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise CommandFailed(f"{path}: {error.strerror}") from error
    written = 0
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            for line in made:
                file.write(line)
                written += 1
    except BaseException as error:
        Path(path).unlink()
        if isinstance(error, OSError):
            raise CommandFailed(f"{path}: {error.strerror}") from error
        raise
    return written

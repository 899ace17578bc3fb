"""The part of `standfirst import` that brings comments in."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from ..command import CommandFailed


def configure(parser: argparse.ArgumentParser) -> None:
    only = parser.add_argument_group("for comments")
    only.add_argument(
        "--addresses", type=Path, metavar="FILE", help="lines of old,new: an old address, and a story's here"
    )
    only.add_argument(
        "--match-slugs",
        action="store_true",
        help="also match by the last part of an address, where it is one story's",
    )
    only.add_argument(
        "--from", dest="source", default="", metavar="NAME", help="what the old house is called"
    )


def run(kind: str, args: argparse.Namespace) -> int:
    """Bring one file in, and say what became of it. 1 when it could not be read to its end."""
    from django.db import DatabaseError

    from standfirst.transfer.comments.addresses import BadTable
    from standfirst.transfer.comments.importing import Wishes, bring_in_comments

    wishes = Wishes(args.addresses, args.match_slugs, args.source.strip(), dry_run=args.dry_run)
    try:
        report = bring_in_comments(kind, args.path, wishes)
    except BadTable as error:
        raise CommandFailed(str(error)) from error
    except OSError as error:
        raise CommandFailed(f"{error.filename or args.path}: {error.strerror or error}") from error
    except DatabaseError as error:
        raise CommandFailed(f"the database refuses it: {error}; run it again, what is here stays") from error
    print(json.dumps(report.as_json()) if args.json else "\n".join(report.lines()))
    if args.dry_run and not args.json:
        print("Nothing was written: this was a dry run.")
    return 1 if report.broken else 0

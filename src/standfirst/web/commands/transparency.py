"""The transparency report on moderation for a span of days, as JSON or CSV (EU Digital Services Act, article 24).

It holds numbers and nobody's name. Days are those of the first edition, the last one included.
"""

from __future__ import annotations

import argparse
import json
from datetime import date

from standfirst.web.command import CommandFailed

EXAMPLE = "standfirst transparency --from 2026-01-01 --to 2026-06-30 --csv"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="first", required=True, type=date.fromisoformat, metavar="DAY")
    parser.add_argument("--to", dest="last", required=True, type=date.fromisoformat, metavar="DAY")
    parser.add_argument("--csv", action="store_true", help="a line for each number, instead of JSON")


def run(args: argparse.Namespace) -> int:
    if args.first > args.last:
        raise CommandFailed("the first day must come before the last")
    import django

    django.setup()
    from django.db import DatabaseError

    from standfirst.forum.moderation.transparency import as_csv, report

    try:
        found = report(args.first, args.last)
    except DatabaseError as error:
        raise CommandFailed(f"the paper's database cannot be used ({error})") from error
    print(as_csv(found) if args.csv else json.dumps(found.as_dict(), ensure_ascii=False, indent=2))
    return 0

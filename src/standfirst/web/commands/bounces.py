"""Count a mail that came back: a delivery report (RFC 3464) on standard input, piped in by the mail server.

The report is believed by the mark that our letter had in its envelope or Message-ID. What is no report, or not about a
letter of ours, is passed over with exit code 0; 75, which tells a mail server to try again, where the database is away.
"""

from __future__ import annotations

import argparse
import sys

EXAMPLE = "standfirst bounces --data /srv/paper < report.eml"
#: sysexits.h: a mail server keeps the mail and tries again.
TRY_AGAIN = 75


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")


def run(args: argparse.Namespace) -> int:
    import json

    import django

    django.setup()
    from django.db import DatabaseError

    from standfirst.notices.mail.bounces import MOST_BYTES, NotAReport, count, from_report

    try:
        counted = count(from_report(sys.stdin.buffer.read(MOST_BYTES + 1)))
    except NotAReport as error:
        print(f"passed over: {error}", file=sys.stderr)
        return 0
    except DatabaseError as error:
        print(f"standfirst: the paper's database cannot be used ({error})", file=sys.stderr)
        return TRY_AGAIN
    if args.json:
        print(json.dumps({"heard": counted.heard, "closed": counted.closed}))
    elif not counted.heard:
        print("passed over: it is about no letter of ours", file=sys.stderr)
    return 0

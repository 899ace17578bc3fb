"""Forget the passkeys, authenticator app and recovery codes of somebody who has lost them all.

They are signed out everywhere, sign in with their password, and set up a second proof before the newsroom opens. It
stands in the newsroom's record. Make sure on another way that it is really they who ask.
"""

from __future__ import annotations

import argparse
import json

from standfirst.web.command import CommandFailed

EXAMPLE = "standfirst resetkeys ada@example.org --why 'Lost her telephone; I called her back'"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", metavar="EMAIL", help="their e-mail address")
    parser.add_argument("--why", required=True, help="the reason, for the record")
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")


def run(args: argparse.Namespace) -> int:
    import django

    django.setup()
    from django.db import DatabaseError

    from standfirst.newsroom.desk.actions import reset_keys

    try:
        had = reset_keys(email=args.email, why=args.why)
    except LookupError as error:
        raise CommandFailed(f"{args.email}: nobody has this address") from error
    except DatabaseError as error:
        raise CommandFailed(f"the paper's database cannot be used ({error})") from error
    if args.json:
        print(json.dumps({"email": args.email, "had": had}))
    else:
        words = ", ".join(f"{count} {kind}" for kind, count in sorted(had.items())) or "nothing"
        print(f"{args.email} had {words}; that is forgotten, and every browser is signed out.")
    return 0

"""Make somebody who can sign in to the newsroom.

A password is made up and printed once, unless one is given on standard input. A reader who has an account keeps
its password and gets the role.
"""

from __future__ import annotations

import argparse
import json
import sys

from standfirst.web.command import CommandFailed

EXAMPLE = "standfirst createstaff ada@example.org --name 'Ada Lund' --role editor"
ROLES = ("journalist", "editor", "moderator", "administrator")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", metavar="EMAIL", help="their e-mail address")
    parser.add_argument("--name", default="", help="their name, as colleagues and readers see it")
    parser.add_argument("--role", required=True, choices=ROLES, help="what they may do")
    parser.add_argument(
        "--password-stdin", action="store_true", help="read their password from standard input"
    )
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")


def run(args: argparse.Namespace) -> int:
    password = sys.stdin.readline().rstrip("\r\n") if args.password_stdin else None
    if args.password_stdin and not password:
        raise CommandFailed("no password came in on standard input")
    import django

    django.setup()
    from django.conf import settings
    from django.core.exceptions import ValidationError
    from django.db import DatabaseError

    from standfirst.newsroom.desk.actions import make_staff
    from standfirst.newsroom.desk.roles import Role

    try:
        made = make_staff(email=args.email, name=args.name, role=Role(args.role), password=password)
    except ValidationError as error:
        raise CommandFailed(f"{args.email}: {' '.join(error.messages)}") from error
    except DatabaseError as error:
        raise CommandFailed(
            f"the paper's database cannot be used ({error}): run `standfirst init` first"
        ) from error
    address = f"{settings.CONFIGURATION.url}/newsroom/"
    if args.json:
        answer = {
            "email": made.reader.email,
            "role": args.role,
            "password": made.password,
            "address": address,
        }
        print(json.dumps(answer))
        return 0
    print(f"{made.reader.get_full_name()} ({made.reader.email}) is {args.role} now and signs in at {address}")
    if made.password:
        print(f"Password, told this once: {made.password}")
    return 0

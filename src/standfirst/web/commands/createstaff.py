"""Make somebody who can sign in to the newsroom.

A password is made up and printed once, unless one is given on standard input. A reader who has a password keeps
it and gets the role. With --second-proof also an authenticator's secret and recovery codes are made and printed once;
without it, whoever signs in first sets up a second proof before the newsroom opens.
"""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from standfirst.web.command import CommandFailed

if TYPE_CHECKING:
    from standfirst.newsroom.desk.actions import Made

EXAMPLE = "standfirst createstaff ada@example.org --name 'Ada Lund' --role editor"
ROLES = ("journalist", "editor", "moderator", "administrator")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", metavar="EMAIL", help="their e-mail address")
    parser.add_argument("--name", default="", help="their name, as colleagues and readers see it")
    parser.add_argument("--role", required=True, choices=ROLES, help="what they may do")
    parser.add_argument(
        "--password-stdin", action="store_true", help="read their password from standard input"
    )
    parser.add_argument(
        "--second-proof",
        action="store_true",
        help="make an authenticator app's secret and recovery codes, and print them",
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
    from standfirst.readers.factors import HasFactorsError

    try:
        made = make_staff(
            email=args.email,
            name=args.name,
            role=Role(args.role),
            password=password,
            with_app=args.second_proof,
        )
    except HasFactorsError as error:
        raise CommandFailed(
            f"{args.email} has an authenticator app already; if it is lost, run `standfirst resetkeys` first"
        ) from error
    except ValidationError as error:
        raise CommandFailed(f"{args.email}: {' '.join(error.messages)}") from error
    except DatabaseError as error:
        raise CommandFailed(
            f"the paper's database cannot be used ({error}): run `standfirst init` first"
        ) from error
    address = f"{settings.WAGTAILADMIN_BASE_URL}/newsroom/"
    print(*(_as_json(made, args.role, address) if args.json else _told(made, args.role, address)), sep="\n")
    return 0


def _as_json(made: Made, role: str, address: str) -> list[str]:
    factors = made.factors
    answer = {
        "email": made.reader.email,
        "role": role,
        "password": made.password,
        "address": address,
        "second_proof": None
        if factors is None
        else {"secret": factors.secret, "url": factors.address, "recovery_codes": factors.recovery_codes},
    }
    return [json.dumps(answer)]


def _told(made: Made, role: str, address: str) -> list[str]:
    lines = [f"{made.reader.get_full_name()} ({made.reader.email}) is {role} now and signs in at {address}"]
    if made.password:
        lines.append(f"Password, told this once: {made.password}")
    if made.factors:
        lines.append(f"Secret for an authenticator app, told this once: {made.factors.secret}")
        lines.append(f"The same as an address: {made.factors.address}")
        lines.append(f"Recovery codes, each for once: {' '.join(made.factors.recovery_codes)}")
    else:
        lines.append("A second proof (a passkey or an authenticator app) is set up at the first sign-in.")
    return lines

"""Make a reader, for support and measurements, and sign them in if asked.

Never for staff. It is on record, and the reader finds the sign-in in their own list, where it can be ended.
"""

from __future__ import annotations

import argparse
import json

from standfirst.web.command import CommandFailed

EXAMPLE = "standfirst createreader ben@example.org --name 'Ben Okoro' --confirmed --print-cookies"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", metavar="EMAIL", help="their e-mail address; who has it already is kept")
    parser.add_argument("--name", default="", help="their name in public, for a new reader")
    parser.add_argument(
        "--confirmed", action="store_true", help="the address is theirs, as if a code had proved it"
    )
    parser.add_argument(
        "--print-cookies", action="store_true", help="sign them in, and print the Cookie headers of a browser"
    )
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")


def run(args: argparse.Namespace) -> int:
    import django

    django.setup()
    from django.core.exceptions import ValidationError
    from django.db import DatabaseError

    from standfirst.web.support import Refused, make_reader, sign_in_for

    try:
        made = make_reader(email=args.email, name=args.name, confirmed=args.confirmed)
        cookies = sign_in_for(made.reader) if args.print_cookies else {}
    except ValidationError as error:
        raise CommandFailed(f"{args.email}: {' '.join(error.messages)}") from error
    except Refused as error:
        raise CommandFailed(str(error)) from error
    except DatabaseError as error:
        raise CommandFailed(
            f"the paper's database cannot be used ({error}): run `standfirst init` first"
        ) from error
    reader = made.reader
    if args.json:
        told = {"email": reader.email, "handle": reader.handle, "new": made.is_new}
        print(json.dumps({**told, "cookies": cookies, "header": _header(cookies)}))
        return 0
    print(f"{reader.email} is a reader{'' if made.is_new else ' already'}: {reader.handle}")
    if cookies:
        from standfirst.access.passes import COOKIE

        print(f"All of a browser's cookies:\n  Cookie: {_header(cookies)}")
        print(f"The pass alone, which grants reading and nothing else:\n  Cookie: {COOKIE}={cookies[COOKIE]}")
    return 0


def _header(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())

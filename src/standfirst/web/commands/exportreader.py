"""Write down everything that the paper keeps about a reader, for a request by letter.

The same document that readers take away by themselves: docs/contracts/own-data.md. It is on record, with the reason.
Make sure first that whoever asks is the reader.
"""

from __future__ import annotations

import argparse
import os
import sys

from standfirst.web.command import CommandFailed

EXAMPLE = "standfirst exportreader ben@example.org --because 'letter of 3 May' --out ben.json"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", metavar="EMAIL", help="the reader's e-mail address")
    parser.add_argument("--because", required=True, metavar="WORDS", help="why; it goes on record")
    parser.add_argument("--out", metavar="FILE", help="a new file, for you alone (default: standard output)")


def run(args: argparse.Namespace) -> int:
    import django

    django.setup()
    from django.db import DatabaseError

    from standfirst.web.requests_by_letter import Refused, export_by_letter

    try:
        pieces = export_by_letter(email=args.email, why=args.because)
        if not args.out:
            sys.stdout.writelines(pieces)
            return 0
        try:
            handle = os.open(args.out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise CommandFailed(f"{args.out}: {error.strerror}") from error
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.writelines(pieces)
    except Refused as error:
        raise CommandFailed(str(error)) from error
    except DatabaseError as error:
        raise CommandFailed(f"the paper's database cannot be used ({error})") from error
    print(f"{args.out}: everything that is kept about {args.email}")
    return 0

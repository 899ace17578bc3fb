"""Erase a reader now, without the fortnight of grace, for a request by letter.

It cannot be undone. It is on record, with the reason and without the person. Make sure first that whoever asks is the
reader. A last mail goes to the address.
"""

from __future__ import annotations

import argparse

from standfirst.web.command import CommandFailed

EXAMPLE = "standfirst erasereader ben@example.org --because 'letter of 3 May' --comments stay"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", metavar="EMAIL", help="the reader's e-mail address")
    parser.add_argument("--because", required=True, metavar="WORDS", help="why; it goes on record")
    parser.add_argument(
        "--comments",
        required=True,
        choices=("stay", "go"),
        help="whether comments stay, as those of a former reader, or are erased; replies of others stay",
    )
    parser.add_argument(
        "--although-staff",
        action="store_true",
        help="also somebody who works here; bylines and the record stay",
    )


def run(args: argparse.Namespace) -> int:
    import django

    django.setup()
    from django.db import DatabaseError

    from standfirst.web.requests_by_letter import Refused, erase_by_letter

    try:
        erase_by_letter(
            email=args.email,
            why=args.because,
            erases_comments=args.comments == "go",
            although_staff=args.although_staff,
        )
    except Refused as error:
        raise CommandFailed(str(error)) from error
    except DatabaseError as error:
        raise CommandFailed(f"the paper's database cannot be used ({error})") from error
    print(f"{args.email} is erased")
    return 0

"""Change the key that signs passes. Running processes hear of it within a second.

The key before is believed for an hour more, or with --now no longer. Nobody is signed out: whoever comes with a pass
that proves nothing any more gets a new one with the same answer, as long as the session lives.
"""

from __future__ import annotations

import argparse
import json

from standfirst.web.command import CommandFailed

EXAMPLE = "standfirst rotate-keys --data paper"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--now", action="store_true", help="passes of the old key prove nothing from now on: it became known"
    )
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")


def run(args: argparse.Namespace) -> int:
    import django

    django.setup()
    from django.db import DatabaseError

    from standfirst.web.configuration import ConfigurationError
    from standfirst.web.rotation import CannotRotate, rotate

    try:
        done = rotate(at_once=args.now)
    except (CannotRotate, ConfigurationError) as error:
        raise CommandFailed(str(error)) from error
    except DatabaseError as error:
        raise CommandFailed(
            f"nothing was changed, as the paper's database cannot be used ({error})"
        ) from error
    if args.json:
        print(json.dumps({"signs": done.signs, "old_believed_until": done.believed_until, "now": args.now}))
    elif args.now:
        print(f"The key {done.signs} signs now. Passes of the keys before it prove nothing any more.")
    else:
        print(f"The key {done.signs} signs now. Passes of the key before it are believed for an hour more.")
    return 0

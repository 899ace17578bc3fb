"""Learn from the decisions of this paper's moderators how likely they would reject a comment.

Needs the extra `risk` (scikit-learn). With STANDFIRST_RISK=local the running paper takes the new model up by itself.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from standfirst.web.command import CommandFailed

EXAMPLE = "standfirst trainrisk"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")


def run(args: argparse.Namespace) -> int:
    import django

    django.setup()
    from django.conf import settings
    from django.db import DatabaseError

    from standfirst.forum.scorers.choosing import MODEL_FILE
    from standfirst.forum.scorers.training import TooFew, decided, renew

    try:
        about = renew(settings.CONFIGURATION.data / MODEL_FILE, *decided())
    except ImportError as error:
        raise CommandFailed("scikit-learn is not here: pip install 'standfirst[risk]'") from error
    except TooFew as error:
        raise CommandFailed(f"too few decisions to learn from: {error}") from error
    except (DatabaseError, OSError) as error:
        raise CommandFailed(f"nothing was learned ({error})") from error
    if args.json:
        print(json.dumps(asdict(about)))
    else:
        print(
            f"Version {about.version} learned from {about.approved} approved and {about.rejected} rejected comments. "
            f"On comments it had not seen it errs by {about.brier} (Brier); always guessing the usual share, by "
            f"{about.usual}."
        )
    return 0

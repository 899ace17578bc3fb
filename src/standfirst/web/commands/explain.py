"""Why an address answers as it does: the decision, the cut, the keys, the variant, the headers.

ADDRESS is an article, a feed, a front or any other page. --as is stranger, stranger-out (whose meter has run out),
stranger-on (who has read on), registered, registered-out, gift, crawler or partner:NAME.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from typing import Any

from standfirst.web.command import CommandFailed

EXAMPLE = "standfirst explain /world/bridge-reopens-81 --edition us --home uk --as stranger"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("address", metavar="ADDRESS", help="a path, or the whole address")
    parser.add_argument("--edition", default="", help="the edition on show (default: the first)")
    parser.add_argument("--home", default="", help="the edition whose wall counts (default: the one on show)")
    parser.add_argument("--as", dest="as_", default="stranger", metavar="WHO", help="who asks; see above")
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")


def run(args: argparse.Namespace) -> int:
    import django

    django.setup()
    from django.db import DatabaseError

    from standfirst.web.explaining import CannotExplain, Question, explain

    try:
        told = asdict(explain(Question(args.address, args.edition, args.home, args.as_)))
    except CannotExplain as error:
        raise CommandFailed(str(error)) from error
    except DatabaseError as error:
        raise CommandFailed(f"the paper's database cannot be used ({error})") from error
    print(json.dumps(told, ensure_ascii=False) if args.json else "\n".join(_lines(told)))
    return 0


def _lines(told: dict[str, Any]) -> list[str]:
    kept = ", kept by the Front" if told["stored"] else ""
    lines = [
        f"{told['address']}, edition {told['edition']}, home {told['home']}, as {told['as_']}",
        f"{told['status']}: {told['words']}{kept}",
    ]
    for story in told["stories"]:
        lines += _story(story)
    lines += [f"  note: {note}" for note in told["notes"]]
    if told["variant"]:
        variant = " ".join(f"{name}={value}" for name, value in told["variant"].items())
        varies = ", ".join(told["varies"]) or "nothing"
        lines += ["", f"variant: {variant}", f"the copy varies by: {varies}"]
    if told["keys"]:
        lines.append(f"keys: {' '.join(told['keys'])}")
    if told["headers"]:
        lines += ["headers:", *(f"  {name}: {value}" for name, value in sorted(told["headers"].items()))]
    return lines


def _story(story: dict[str, Any]) -> list[str]:
    lines = [
        "",
        f"story {story['number']}, “{story['headline']}”: {story['extent']}, because {story['reason']}",
        f"  wall: {story['wall']}",
    ]
    if story["cut_after"] is None:
        return lines
    after = f"after paragraph {story['cut_after']}" if story["cut_after"] else "before the first paragraph"
    ends = f", which ends “…{story['last_words']}”" if story["last_words"] else ""
    lines.append(f"  cut: {after}{ends}")
    if story["extent"] == "whole":
        lines.append(f"  below it: {story['below']} paragraphs, which this visitor gets")
    elif story["extent"] == "lead":
        lines.append(f"  left: {story['left']} paragraphs, {story['minutes_left']} minutes")
    if story["offer"]:
        lines.append(f"  offer: {story['offer']}")
    return lines

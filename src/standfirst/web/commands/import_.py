"""Bring in from elsewhere: stories from agencies (IPTC ninjs 2.x and 3.x), comments from Disqus, WordPress (WXR) and
from a paper like this one (`standfirst export-threads`).

Stories arrive as drafts, or published with --publish; an embargo is never beaten. A file that fails is named with place
and reason, and every other file is still imported.

Comments go under the stories that had their addresses, with what had become of them; run twice, they come once. Those
who wrote them claim them here by their e-mail address. What is left out is said, with the reason.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..command import CommandFailed
from . import import_comments

if TYPE_CHECKING:
    from standfirst.transfer.ninjs.actions import Wishes
    from standfirst.transfer.ninjs.outcomes import Outcome

EXAMPLE = """standfirst import ninjs wire/ --section world --publish
         standfirst import disqus comments.xml.gz --addresses moved.csv --dry-run"""
FORMATS = ("ninjs", "disqus", "wxr", "threads")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "format",
        choices=FORMATS,
        nargs="?",
        help="what the files are: ninjs, disqus, wxr or threads (our own export); without it, what they begin with",
    )
    parser.add_argument("path", type=Path, metavar="FILE|FOLDER", help="a file, or a folder of .json files")
    parser.add_argument(
        "--edition",
        action="append",
        default=[],
        metavar="SLUG",
        help="the edition the stories are for; repeat for more; without it: all",
    )
    parser.add_argument("--section", default="", help="the section they go to; made if it is not there")
    parser.add_argument("--publish", action="store_true", help="publish them; embargoed ones are scheduled")
    parser.add_argument("--dry-run", action="store_true", help="say what would happen, and write nothing")
    parser.add_argument("--json", action="store_true", help="print one JSON object a line for each story")
    import_comments.configure(parser)


def run(args: argparse.Namespace) -> int:
    import django

    django.setup()
    from standfirst.transfer.comments.picking import format_of
    from standfirst.transfer.ninjs.errors import WireError
    from standfirst.transfer.ninjs.importing import bring_in, files_in
    from standfirst.transfer.ninjs.outcomes import FAILED

    kind = args.format or (format_of(args.path) if args.path.exists() else "ninjs")
    if not kind:
        raise CommandFailed(f"{args.path}: begins like none of {', '.join(FORMATS)}; say which it is")
    if kind != "ninjs":
        return import_comments.run(kind, args)
    wishes = _wishes(args)
    try:
        files = files_in(args.path)
    except WireError as error:
        raise CommandFailed(error.reason) from error
    counts: Counter[str] = Counter()
    with _progress(len(files)) as show:
        for outcome in bring_in(files, wishes):
            show(outcome, json.dumps(outcome.as_json()) if args.json else outcome.as_line())
            counts[outcome.outcome] += 1
    print(_summary(counts, dry=args.dry_run), file=sys.stderr if args.json else sys.stdout)
    return 1 if counts[FAILED] else 0


def _wishes(args: argparse.Namespace) -> Wishes:
    """Raises CommandFailed for an edition that is not there and a section that may not be."""
    from standfirst.editions.queries import all_editions, edition_called
    from standfirst.transfer.ninjs.actions import Wishes
    from standfirst.transfer.ninjs.placement import may_be_section

    slugs = [slug.strip() for text in args.edition for slug in text.split(",") if slug.strip()]
    editions = []
    for slug in slugs:
        edition = edition_called(slug)
        if edition is None:
            known = ", ".join(edition.slug for edition in all_editions()) or "none; run `standfirst init`"
            raise CommandFailed(f"--edition: there is no edition “{slug}” (there are: {known})")
        editions.append(edition)
    section = args.section.strip()
    if section and not may_be_section(section):
        raise CommandFailed(
            f"--section: “{section}” may not be a section: the paper needs that address itself"
        )
    return Wishes(tuple(dict.fromkeys(editions)), section, publish=args.publish, dry_run=args.dry_run)


def _summary(counts: Counter[str], *, dry: bool) -> str:
    from standfirst.transfer.ninjs.outcomes import ALL

    said = ", ".join(f"{counts[outcome]} {outcome}" for outcome in ALL if counts[outcome])
    return f"{said}." + (" Nothing was written: this was a dry run." if dry else "")


def _progress(total: int) -> AbstractContextManager[Callable[[Any, str], None]]:
    """Prints a line for each story; on a terminal a bar runs below them."""
    if not sys.stderr.isatty() or total < 2:
        return nullcontext(_print_line)
    return _Bar(total)


def _print_line(_outcome: Outcome, line: str) -> None:
    print(line, flush=True)


class _Bar(AbstractContextManager[Callable[[Any, str], None]]):
    def __init__(self, total: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns: Iterable[Any] = (
            TextColumn("importing"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
        )
        self._bar = Progress(
            *columns, console=Console(stderr=True), transient=True, redirect_stdout=sys.stdout.isatty()
        )
        self._task = self._bar.add_task("importing", total=total)

    def __enter__(self) -> Callable[[Any, str], None]:
        self._bar.start()
        return self._show

    def __exit__(self, *_error: object) -> None:
        self._bar.stop()

    def _show(self, outcome: Outcome, line: str) -> None:
        _print_line(outcome, line)
        self._bar.advance(self._task)

"""Walk every address of a running site, and listen for words from below the cut where they may not be.

What to listen for is read from the paper's own database (--data); the walk itself goes over HTTP, as a stranger in
every disguise, with passes that prove nothing, and as a reader, who must hear what a stranger may not. Nothing is
changed. The exit code is 1 when a word was heard, or an address could not be looked at.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ..command import CommandFailed

if TYPE_CHECKING:
    from ..canary.walk import Map, Walk

EXAMPLE = "standfirst canary https://paper.example --data paper"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("url", metavar="URL", help="where the site is, such as https://paper.example")
    parser.add_argument(
        "--articles", type=int, default=5, metavar="N", help="walled stories to try (default 5)"
    )
    parser.add_argument(
        "--rate", type=float, default=25, metavar="N", help="questions a second, at most (default 25)"
    )
    parser.add_argument("--json", action="store_true", help="print what was found as JSON")


def run(args: argparse.Namespace) -> int:
    _check(args)
    import django

    django.setup()
    from django.db import DatabaseError

    from ..canary.paper import chart

    try:
        known = chart(articles=args.articles)
    except DatabaseError as error:
        raise CommandFailed(f"the paper's database cannot be read ({error})") from error
    if known is None:
        raise CommandFailed(
            "no live story of this paper stands behind a wall: there is nothing to listen for"
        )
    walk = _walk(args, known)
    if not walk.sung:
        raise CommandFailed(
            f"a reader with a pass of this paper heard none of its words at {args.url}: the site belongs to another "
            "paper, or to another key, so the walk proves nothing"
        )
    _print(args, walk)
    return 1 if walk.problems else 0


def _check(args: argparse.Namespace) -> None:
    parts = urlsplit(args.url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise CommandFailed(f"“{args.url}” is no address that starts with http:// or https://")
    if parts.path.strip("/") or parts.query:
        raise CommandFailed(f"“{args.url}”: give the site alone, without a path")
    if args.articles < 1 or not 0 < args.rate <= 1000:
        raise CommandFailed("--articles is 1 or more, --rate from above 0 to 1000")


def _walk(args: argparse.Namespace, known: Map) -> Walk:
    from ..canary.asking import Question
    from ..canary.site import Site
    from ..canary.walk import Walk

    site = Site(args.url, rate=args.rate)
    try:
        site.ask(Question("/"))
    except OSError as error:
        raise CommandFailed(f"{args.url} cannot be reached: {error}") from error
    with _progress() as tick:
        walk = Walk(site, known, tick=tick)
        walk.everything()
    site.close()
    return walk


def _print(args: argparse.Namespace, walk: Walk) -> None:
    if args.json:
        found = [
            {"what": problem.what, "where": problem.where, "word": problem.word} for problem in walk.problems
        ]
        said = {
            "site": args.url,
            "questions": walk.visited,
            "words": len(walk.map.words),
            "heard_by_a_reader": len(walk.sung),
            "routes_without_an_address_here": walk.unseen,
            "problems": found,
        }
        print(json.dumps(said, ensure_ascii=False, indent=1))
        return
    for problem in walk.problems:
        print(f"✗ {problem}")
    print(
        f"{walk.visited} questions, {len(walk.map.words)} rows of words; a reader heard {len(walk.sung)} of them."
    )
    if walk.unseen:
        print(f"Nothing of this kind in the paper, so not visited: {', '.join(walk.unseen)}")
    print(f"{len(walk.problems)} found." if walk.problems else "No word from below a cut was heard.")


def _progress() -> AbstractContextManager[Callable[[], None]]:
    """Counts on a terminal; elsewhere it is silent."""
    return _Counter() if sys.stderr.isatty() else nullcontext(lambda: None)


class _Counter(AbstractContextManager[Callable[[], None]]):
    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        columns: tuple[Any, ...] = (
            SpinnerColumn(),
            TextColumn("{task.completed:.0f} questions"),
            TimeElapsedColumn(),
        )
        self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
        self._task = self._bar.add_task("walking", total=None)

    def __enter__(self) -> Callable[[], None]:
        self._bar.start()
        return lambda: self._bar.advance(self._task)

    def __exit__(self, *_error: object) -> None:
        self._bar.stop()

"""A paper with many readers and a million comments, by plain SQL where the forum's own verbs would take an hour; run
inside the paper, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import contextlib
import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any

READERS, FOLLOWS, COMMENTS, STORIES = 50_000, 5_000, 1_000_000, 50
#: These spoke first, in so many comments, and have been silent since.
SILENT, OLD = READERS // 5, 50_000
ROUNDS = 15


def fill() -> tuple[int, int, int]:
    """The numbers of two readers, each of whom follows five thousand, and of a comment in the middle of it all.

    The first follows one in eight of those who speak; the second half of those who have long been silent.
    """
    from django.db import connection

    from standfirst.readers.models import Follow, Reader

    talkative, nostalgic = (Reader.objects.create_user(f"{name}@example.org") for name in ("one", "other"))
    first = _readers()
    _comments(first, _stories())
    eighth = range(first, first + FOLLOWS * 8, 8)
    silent = range(first, first + FOLLOWS * 10, 10)
    for reader, others in ((talkative, eighth), (nostalgic, silent)):
        Follow.objects.bulk_create((Follow(follower=reader, followed_id=n) for n in others), batch_size=1000)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    return talkative.pk, nostalgic.pk, COMMENTS // 2


def _readers() -> int:
    """So many readers, one after the other; the answer is the first one's number."""
    from standfirst.readers.models import Reader

    first = 1 + (Reader.objects.order_by("-pk").values_list("pk", flat=True).first() or 0)
    Reader.objects.bulk_create(
        (
            Reader(pk=first + n, email=f"r{n}@example.org", name=f"R {n}", handle=f"r{n}", handle_key=f"r{n}")
            for n in range(READERS)
        ),
        batch_size=1000,
    )
    return first


def _stories() -> list[int]:
    from standfirst.forum.actions import open_thread
    from standfirst.newsroom.stories.actions import make_section
    from standfirst.newsroom.stories.testing import make_story

    section = make_section(title="World", slug="world")
    return [open_thread(make_story(section=section, title=f"Story {n}")).pk for n in range(STORIES)]


def _comments(first: int, stories: list[int]) -> None:
    """Copies of one pattern. Every second comment is a reply to the one before it."""
    from django.db import connection

    from standfirst.forum.models import Comment
    from standfirst.forum.text import to_html

    text = "A few words about the bridge, as long as such words are. " * 4
    pattern = Comment.objects.create(
        thread_id=stories[0],
        author_id=first,
        text=text,
        html=to_html(text),
        status="approved",
        once="pattern",
    )
    own = _own_columns(first, pattern.pk)
    columns = [str(field.column) for field in Comment._meta.local_concrete_fields]
    places = ", ".join(f"({n}, {pk})" for n, pk in enumerate(stories))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO forum_comment ({', '.join(columns)}) WITH RECURSIVE "
            f"c(i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM c WHERE i < {COMMENTS}), "
            f"places(n, pk) AS (VALUES {places}) "
            f"SELECT {', '.join(own.get(name, f't.{name}') for name in columns)} "
            f"FROM c JOIN places ON places.n = ((c.i + 1) / 2) % {STORIES} "
            f"CROSS JOIN forum_comment t WHERE t.id = {pattern.pk}"
        )


def _own_columns(first: int, pattern: int) -> dict[str, str]:
    """What comment number `c.i` does not have from the pattern."""
    # Every fifth reader is one of the silent; the others are counted round them.
    other = f"({{i}} * 7919) % {READERS - SILENT}"
    author = (
        f"CASE WHEN {{i}} <= {OLD} THEN {first} + 5 * (({{i}} * 7) % {SILENT}) "
        f"ELSE {first} + {other} + ({other}) / 4 + 1 END"
    )
    before = f"CASE WHEN c.i % 2 = 0 THEN {pattern} + c.i - 1 END"
    return {
        "id": f"{pattern} + c.i",
        "thread_id": "places.pk",
        "author_id": author.format(i="c.i"),
        "parent_id": before,
        "root_id": before,
        "addressee_id": f"CASE WHEN c.i % 2 = 0 THEN {author.format(i='(c.i - 1)')} END",
        "place": "CASE WHEN c.i % 2 = 0 THEN 1 ELSE 0 END",
        "replies": "c.i % 2",
        "once": "'k' || c.i",
    }


def feeds(talkative: int, nostalgic: int, middle: int) -> dict[str, float]:
    """Milliseconds in the database for a page of “Following”, all its questions together; the median."""
    from standfirst.forum.feed import PAGE, following_feed
    from standfirst.readers.models import Reader

    one, other = Reader.objects.get(pk=talkative), Reader.objects.get(pk=nostalgic)
    pages: dict[str, Callable[[], int]] = {
        "newest": lambda: len(following_feed(one)),
        "far down": lambda: len(following_feed(one, after=middle)),
        "silent": lambda: len(following_feed(other)),
    }
    answer = {}
    for name, ask in pages.items():
        taken = []
        for _ in range(ROUNDS):
            with in_database() as spent:
                assert ask() == PAGE, name
            taken.append(sum(spent) * 1000)
        answer[name] = statistics.median(taken)
    return answer


@contextlib.contextmanager
def in_database() -> Iterator[list[float]]:
    """What each question of the block has taken, in seconds. SQLite sorts before its first row."""
    from django.db import connection

    spent: list[float] = []

    def timed(execute: Callable[..., Any], *question: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(*question)
        finally:
            spent.append(time.perf_counter() - began)

    with connection.execute_wrapper(timed):
        yield spent

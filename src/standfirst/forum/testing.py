"""Makers for tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import F
from django.utils import timezone

from standfirst.newsroom.stories.models import Article
from standfirst.readers.models import Reader

from .actions import open_thread, post_comment, show
from .models import Comment, Thread
from .phases import Status
from .places import number_again


def make_comment(
    article: Article, author: Reader, text: str = "", *, parent: Comment | None = None
) -> Comment:
    """A comment that everybody sees, as it stands once a moderator has approved it."""
    said = text or f"{author} says number {Comment.objects.count() + 1}."
    made = post_comment(thread=open_thread(article), author=author, text=said, parent=parent)
    if not made.is_shown:
        Comment.objects.filter(pk=made.pk).update(status=Status.APPROVED, reasons=[])
        made.refresh_from_db()
        show(made)
    return made


def make_comments(
    article: Article,
    author: Reader,
    how_many: int,
    *,
    parent: Comment | None = None,
    recommended: Callable[[int], int] = lambda _n: 0,
) -> list[Comment]:
    """So many that everybody sees, written at once.

    Nobody is told of them and nothing is forgotten; counts and places are right.
    """
    above = {"parent": parent, "addressee": parent.author} if parent else {}
    return _write(article, author, [{**above, "recommended": recommended(n)} for n in range(how_many)])


def make_chain(article: Article, author: Reader, how_many: int) -> list[Comment]:
    """Like `make_comments`, each a reply to the one before."""
    first = _next_number()
    below = ({"parent_id": first + n, "addressee": author} for n in range(how_many - 1))
    return _write(article, author, [{}, *below])


def _write(article: Article, author: Reader, rows: list[dict[str, Any]]) -> list[Comment]:
    thread, now, first = open_thread(article), timezone.now(), _next_number()
    made = [
        Comment(
            pk=first + n, thread=thread, author=author, text=f"Number {n}.", html=f"<p>Number {n}.</p>",
            status=Status.APPROVED, once=f"made/{first + n}", fingerprint=str(n), shown_at=now, created_at=now, **row,
        )
        for n, row in enumerate(rows)
    ]  # fmt: skip
    Comment.objects.bulk_create(made, batch_size=500)
    number_again(thread.pk)
    Thread.objects.filter(pk=thread.pk).update(comments=F("comments") + len(made))
    return list(Comment.objects.filter(pk__gte=first).order_by("pk"))


def _next_number() -> int:
    return (Comment.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1

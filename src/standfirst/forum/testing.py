"""Makers for tests."""

from __future__ import annotations

from collections.abc import Callable

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
    deep: bool = False,
    recommended: Callable[[int], int] = lambda _n: 0,
) -> list[Comment]:
    """So many that everybody sees, written at once; `deep` makes each a reply to the one before.

    Nobody is told of them and nothing is forgotten; counts and places are right.
    """
    thread, now = open_thread(article), timezone.now()
    first = (Comment.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    above, whom = (parent.pk, parent.author) if parent else (None, None)
    made = [
        Comment(
            pk=first + n, thread=thread, author=author, text=f"Number {n}.", html=f"<p>Number {n}.</p>",
            parent_id=first + n - 1 if deep and n else above,
            addressee=author if deep and n else whom, status=Status.APPROVED,
            once=f"made/{first + n}", fingerprint=str(n), shown_at=now, created_at=now, recommended=recommended(n),
        )
        for n in range(how_many)
    ]  # fmt: skip
    Comment.objects.bulk_create(made, batch_size=500)
    number_again(thread.pk)
    Thread.objects.filter(pk=thread.pk).update(comments=F("comments") + how_many)
    return list(Comment.objects.filter(pk__gte=first).order_by("pk"))

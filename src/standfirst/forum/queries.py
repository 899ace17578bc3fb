"""Questions about comments. All of them are for readers: what is not on the page is not there."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, QuerySet

from standfirst.kit.statements import prepared
from standfirst.newsroom.stories.models import Article
from standfirst.readers.models import Reader

from .models import SHOWN, Comment, Thread

IN_A_LIST = 30


def find_comment(number: int, pk: int) -> Comment | None:
    """A comment that everybody sees, in the thread under article `number`."""
    shown = Comment.objects.filter(thread=number, status=SHOWN)
    return with_people(shown).select_related("thread__article").filter(pk=pk).first()


def kept_as(once: str, *, by: object, under: Article) -> Comment | None:
    """What was sent before with this key (see `actions.post_comment`) by this visitor, under this story."""
    if not once or not isinstance(by, Reader):
        return None
    return next(iter(_sent(by.pk, once[:64], under.pk)), None)


@prepared
def _sent(author: int, once: str, number: int) -> QuerySet[Comment]:
    sent = Comment.objects.filter(author=author, once=once, thread=number)
    return sent.select_related("thread")


@prepared
def rows_under(number: int) -> QuerySet[Thread]:
    """The thread's row, if there is one yet."""
    return Thread.objects.filter(pk=number)


def thread_under(story: Article) -> Thread:
    """The thread of a story, with `has_picks`: is there one of the paper's picks in it? One query."""
    picks = Comment.objects.filter(thread=OuterRef("pk"), featured_at__isnull=False, status=SHOWN)
    thread = Thread.objects.filter(pk=story.pk).annotate(has_picks=Exists(picks)).first() or Thread(
        article=story
    )
    thread.article = story
    return thread


def count_of(number: int) -> int:
    return Thread.objects.filter(pk=number).values_list("comments", flat=True).first() or 0


def counts_of(numbers: Sequence[int]) -> dict[int, int]:
    """How many comments everybody sees, for those threads that have any."""
    return dict(Thread.objects.filter(pk__in=numbers, comments__gt=0).values_list("pk", "comments"))


def comments_by(reader: Reader, *, after: int | None = None) -> list[Comment]:
    """What a reader said under live stories, newest first; one more than a page holds, when there is one."""
    return _page(in_lists().filter(author=reader), after)


def written_by(author: int, but: int) -> QuerySet[Comment]:
    """All that an author wrote, whatever became of it, but for one comment (or none: 0)."""
    return Comment.objects.filter(author=author).exclude(pk=but)


def own_comments(reader: Reader, *, after: int | None = None) -> list[Comment]:
    """All that a reader wrote, whatever became of it; only for the reader."""
    mine = Comment.objects.filter(author=reader).exclude(status="deleted").select_related("thread__article")
    return _page(mine, after)


def is_under_live_story(comment: Comment) -> bool:
    return Article.objects.filter(pk=comment.thread_id, live=True).exists()


def with_people(comments: QuerySet[Comment]) -> QuerySet[Comment]:
    """With their authors, and with whom they answer."""
    return comments.select_related("author", "parent__author")


def in_lists() -> QuerySet[Comment]:
    """What may stand in a list beside comments under other stories."""
    return with_people(Comment.objects.filter(status=SHOWN, thread__article__live=True)).select_related(
        "thread__article"
    )


def _page(comments: QuerySet[Comment], after: int | None) -> list[Comment]:
    if after is not None:
        comments = comments.filter(pk__lt=after)
    return list(comments.order_by("-pk")[: IN_A_LIST + 1])

"""Where a reply stands: on which level, and which number it has among the replies to the same comment.

With that number a page of replies is a range of an index, however many there are and however deep they stand; nothing
ever walks up or down a conversation.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

from standfirst.kit.statements import ask

from .models import Comment

_NUMBERED = ("root", "level", "place", "replies")
_TAKE = "UPDATE forum_comment SET replies = replies + 1 WHERE id = %s RETURNING replies"
_WRITE = "UPDATE forum_comment SET root_id = %s, level = %s, place = %s, replies = %s WHERE id = %s"


def below(parent: Comment | None) -> dict[str, Any]:
    """The columns of a new comment that say what it answers."""
    if parent is None:
        return {}
    return {
        "parent": parent,
        "addressee_id": parent.author_id,
        "root_id": parent.root_id or parent.pk,
        "level": parent.level + 1,
    }


def take_place(parent: int | None) -> int:
    """The next number below a comment; 0 for what answers none. Called when everybody first sees the reply, so that
    what nobody saw leaves no gap."""
    if parent is None:
        return 0
    ((place,),) = ask(_TAKE, parent)
    return int(place)


def number_again(thread: int) -> None:
    """Give all comments of a thread their root, level and places anew, in the order of their coming.

    For rows that were written in bulk. A parent must have a lower number than its replies.
    """
    seen: dict[int, Comment] = {}
    before: dict[int, tuple[Any, ...]] = {}
    columns = Comment.objects.filter(thread=thread).only("pk", "parent_id", "shown_at", *_NUMBERED)
    for comment in columns.order_by("pk").iterator(chunk_size=2000):
        before[comment.pk] = _numbers(comment)
        parent = seen.get(comment.parent_id) if comment.parent_id is not None else None
        comment.root_id, comment.level, comment.place, comment.replies = None, 1, 0, 0
        if parent is not None:
            comment.root_id, comment.level = parent.root_id or parent.pk, parent.level + 1
        if parent is not None and comment.shown_at is not None:
            parent.replies += 1
            comment.place = parent.replies
        seen[comment.pk] = comment
    changed = [comment for comment in seen.values() if _numbers(comment) != before[comment.pk]]
    # One prepared statement for all: what bulk_update would write is many times as slow.
    with connection.cursor() as cursor:
        cursor.executemany(_WRITE, [(*_numbers(comment), comment.pk) for comment in changed])


def _numbers(comment: Comment) -> tuple[Any, ...]:
    return (comment.root_id, comment.level, comment.place, comment.replies)

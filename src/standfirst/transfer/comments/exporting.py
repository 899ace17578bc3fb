"""Every thread with every comment, as JSON Lines, to move to another house: docs/contracts/threads.md.

A line is made when it is asked for and forgotten when it is written, so a paper of any age fits. A quote leaves as the
reference that is kept: there is not a word of a story in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from standfirst.forum.models import Comment, Thread
from standfirst.forum.passages import Reference
from standfirst.forum.phases import Status
from standfirst.readers.models import Reader

FORMAT, VERSION = "standfirst-threads", 1
#: Rows that are asked for at once.
MANY = 500
#: What is said of a status outside this house.
_SAID = {
    Status.APPROVED: "shown",
    Status.PENDING: "waiting",
    Status.REJECTED: "rejected",
    Status.DELETED: "deleted",
}


def lines(*, with_addresses: bool = False) -> Iterator[str]:
    """The file, line by line: what it is, then each thread and under it its comments, a parent before its replies.

    With `with_addresses` authors come with their e-mail addresses, for a house in which they shall claim their words.
    """
    yield _line(_head())
    for thread in Thread.objects.select_related("article").order_by("pk").iterator(chunk_size=MANY):
        yield _line(_thread(thread))
        for comment in _comments(thread).iterator(chunk_size=MANY):
            yield _line(_comment(comment, with_addresses=with_addresses))


def _comments(thread: Thread) -> QuerySet[Comment]:
    # A parent is kept before anybody can answer it, so its number is the lower one.
    return Comment.objects.filter(thread=thread).select_related("author").order_by("pk")


def _line(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False) + "\n"


def _head() -> dict[str, Any]:
    paper = settings.CONFIGURATION.url
    return {"kind": "head", "format": FORMAT, "version": VERSION, "paper": paper, "made": _at(timezone.now())}


def _thread(thread: Thread) -> dict[str, Any]:
    story = thread.article
    return {
        "kind": "thread",
        "thread": thread.pk,
        "address": f"{settings.CONFIGURATION.url}{story.address}",
        "uri": story.uri,
        "headline": story.headline,
        "published": _at(story.first_published_at),
        "live": story.live,
        "closed": _at(thread.closed_at),
        "shown": thread.comments,
    }


def _comment(comment: Comment, *, with_addresses: bool) -> dict[str, Any]:
    is_gone = comment.status == Status.DELETED
    return {
        "kind": "comment",
        "thread": comment.thread_id,
        "comment": comment.pk,
        "answers": comment.parent_id,
        "status": _SAID[Status(comment.status)],
        "reasons": comment.reasons,
        # Of a tombstone nobody is told who it was.
        "author": None if is_gone else _author(comment.author, with_addresses=with_addresses),
        "text": comment.text,
        "html": comment.html,
        "quote": _quote(comment),
        "written": _at(comment.created_at),
        "first_shown": _at(comment.shown_at),
        "edited": _at(comment.edited_at),
        "recommended": comment.recommended,
        "featured": _at(comment.featured_at),
        "pinned": _at(comment.pinned_at),
    }


def _author(author: Reader | None, *, with_addresses: bool) -> dict[str, Any] | None:
    if author is None:
        return None
    told: dict[str, Any] = {"name": str(author), "handle": author.handle}
    return {**told, "email": author.email} if with_addresses else told


def _quote(comment: Comment) -> dict[str, Any] | None:
    reference = Reference.stored(comment.quote)
    return reference.as_json() if reference else None


def _at(instant: datetime | None) -> str | None:
    return instant.astimezone(UTC).isoformat() if instant else None

"""The shapes of the API's answers, and how comments take them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from ninja import Field, Schema

from .. import models
from ..pages import Node
from .reading import Look, absolute


class Problem(Schema):
    """Why there is no answer."""

    detail: str


class Author(Schema):
    """Who wrote it. `address` is the reader's page, where it is for everybody."""

    name: str
    handle: str | None = None
    address: str | None = None


class Quote(Schema):
    """A passage of the story that a comment quotes. `words` are told to whom the story is told, else null."""

    state: str = Field(description="readable, walled or gone")
    words: str | None = None


class Comment(Schema):
    """A contribution. A tombstone (`status` deleted or removed) has neither author nor text and holds replies."""

    number: int
    address: str
    status: str = Field(description="shown, deleted (by its author) or removed (by a moderator)")
    author: Author | None = Field(default=None, description="null for a former reader")
    html: str = Field(default="", description="p, br, em, strong, blockquote, ul, ol, li and a; nothing else")
    badge: str | None = Field(default=None, description="what the author is to the paper or the story")
    quote: Quote | None = None
    answers: int | None = Field(default=None, description="the number of the comment it replies to")
    recommended: int = 0
    featured: bool = False
    pinned: bool = False
    written: datetime
    edited: datetime | None = None
    replies: list[Comment] = []
    more_after: int | None = Field(default=None, description="where there are more replies: `after` for them")


class Page(Schema):
    """A page of comments; `after` asks for the next, and is null on the last."""

    count: int | None = Field(
        None, description="all comments of the thread; null where strangers are not told"
    )
    comments: list[Comment]
    after: str | None = None


class Thread(Schema):
    """The discussion under a story; its number is the story's."""

    number: int
    address: str
    headline: str
    sees: str = Field(description="what a stranger sees of it: all, count or nothing")
    count: int | None = None
    is_open: bool = Field(description="whether anybody may write")
    feed: str


class Counts(Schema):
    """Comments by the number of the story."""

    counts: dict[int, int]


def nodes_of(nodes: Iterable[Node], seen: Look) -> list[Comment]:
    """The comments of a page with the replies below them."""
    return [
        comment_of(node.comment, seen).model_copy(
            update={
                "replies": nodes_of(node.replies, seen),
                "more_after": node.more_after,
                "badge": node.badge.value if node.badge else None,
            }
        )
        for node in nodes
    ]


def comment_of(comment: models.Comment, seen: Look) -> Comment:
    """One comment; of a tombstone only that it was there."""
    bare = Comment(
        number=comment.pk,
        address=absolute(f"{seen.address}/{comment.pk}"),
        status=_status(comment),
        answers=comment.parent_id,
        written=comment.created_at,
    )
    if not comment.is_shown:
        return bare
    told = {
        "author": _author(comment),
        "html": comment.html,
        "quote": _quote(comment),
        "recommended": comment.recommended,
        "featured": comment.featured_at is not None,
        "pinned": comment.pinned_at is not None,
        "edited": comment.edited_at,
    }
    return bare.model_copy(update=told)


def _status(comment: models.Comment) -> str:
    if comment.is_shown:
        return "shown"
    return "deleted" if comment.status == "deleted" else "removed"


def _author(comment: models.Comment) -> Author | None:
    reader = comment.author
    if reader is None:
        return None
    is_public = reader.is_shown and reader.seen_by == "everybody"
    return Author(
        name=str(reader),
        handle=reader.handle if is_public else None,
        address=absolute(reader.address) if is_public else None,
    )


def _quote(comment: models.Comment) -> Quote | None:
    passage = getattr(comment, "passage", None)
    if passage is None:
        return None
    return Quote(state=passage.state.value, words=passage.words or None)

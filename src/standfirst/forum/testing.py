"""Makers for tests."""

from __future__ import annotations

from standfirst.newsroom.stories.models import Article
from standfirst.readers.models import Reader

from .actions import open_thread, post_comment, show
from .models import Comment
from .phases import Status


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

"""Where threads and comments are found."""

from __future__ import annotations

from .models import Comment

#: Readers' own pages of the forum; under /account/, so they are personal.
MINE = "/account/comments/"
COMPOSE = "/account/draft/"


def thread_address(article_address: str) -> str:
    return f"{article_address}/comments"


def edit_address(comment: Comment) -> str:
    """Where its author changes it: a personal page."""
    return f"{MINE}{comment.pk}/edit"


def permalink(comment: Comment) -> str:
    """For ever: it finds the page on which the comment stands."""
    return f"{thread_address(comment.thread.article.address)}/{comment.pk}"

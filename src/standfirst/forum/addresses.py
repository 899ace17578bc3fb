"""Where threads and comments are found."""

from __future__ import annotations

from .models import Comment, Decision

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


#: Where anybody says that something here is against the law.
LEGAL_NOTICE = "/illegal-content"
#: A reader's statements of reasons, and what became of the reports.
DECISIONS = "/account/decisions/"
REPORTS = "/account/reports/"


def decision_address(decision: Decision) -> str:
    """The page with the statement of reasons, for the one whom it concerns."""
    return f"{DECISIONS}{decision.pk}/"

"""The moderators' pages in the newsroom: queues, one comment in its place, acts, appeals, notices, numbers."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest

from standfirst.kit.numbers import whole_number
from standfirst.readers.models import Reader

MAY = "forum.moderate_comments"
#: Lists have fewer pages; what is asked for beyond them is their first.
MOST_PAGES = 100_000


def moderator(request: HttpRequest) -> Reader:
    """Who is at work; the permission has been asked for."""
    return cast("Reader", request.user)


def page_asked(request: HttpRequest) -> int:
    """The page of a list that is wanted, from 1; nonsense is the first."""
    number = whole_number(request.GET.get("page", "")) or 1
    return number if number < MOST_PAGES else 1

"""The moderators' pages in the newsroom: queues, one comment in its place, acts, appeals, notices, numbers."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponseRedirect

from standfirst.readers.models import Reader

MAY = "forum.moderate_comments"


class SeeOther(HttpResponseRedirect):
    status_code = 303


def moderator(request: HttpRequest) -> Reader:
    """Who is at work; the permission has been asked for."""
    return cast("Reader", request.user)


def page_asked(request: HttpRequest) -> int:
    """The page of a list that is wanted, from 1; nonsense is the first."""
    text = request.GET.get("page", "1")
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 6 else 1

"""Addresses that stories had in another house, and that people kept: they lead to the story here."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponsePermanentRedirect

from standfirst.forum.addresses import thread_address
from standfirst.transfer.comments.addresses import story_once_at

#: What WordPress puts behind a story's address for a page of its comments, and for their feed.
_COMMENTS = re.compile(r"/(?:comment-page-[0-9]{1,6}|(?P<feed>feed))/?$")


def once_here(request: HttpRequest) -> HttpResponsePermanentRedirect | None:
    """Where a story of another house stands now, for an address that it had there; None for any other address."""
    if request.method not in {"GET", "HEAD"}:
        return None
    comments = _COMMENTS.search(request.path)
    story = story_once_at(request.get_host(), request.path[: comments.start()] if comments else request.path)
    if story is None:
        return None
    if comments is None:
        return HttpResponsePermanentRedirect(story.address)
    return HttpResponsePermanentRedirect(
        thread_address(story.address) + (".atom" if comments["feed"] else "")
    )

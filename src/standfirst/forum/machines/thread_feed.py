"""The feed of a thread: Atom (RFC 4287), its replies by RFC 4685."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from standfirst.delivery.responses import shared

from ..models import SHOWN, Comment
from .reading import VARIES, Look, absolute, look

SIZE = 50
CONTENT_TYPE = "application/atom+xml; charset=utf-8"
THREADING = "http://purl.org/syndication/thread/1.0"


class _Atom(Atom1Feed):
    """Django's feed, with what each comment says and what it answers."""

    def root_attributes(self) -> dict[str, Any]:
        return {**super().root_attributes(), "xmlns:thr": THREADING, "xml:base": absolute("/")}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})
        if item["answers"]:
            there = {"ref": item["answers"], "href": item["answers"], "type": "text/html"}
            handler.addQuickElement("thr:in-reply-to", "", there)


@require_safe
def thread_feed(request: HttpRequest, number: str) -> HttpResponseBase:
    """`/world/bridge-reopens-81/comments.atom`: the newest comments, replies among them."""
    seen = look(request, int(number))
    right = f"{seen.address}.atom"
    if request.path != right:
        return HttpResponsePermanentRedirect(right)
    comments = list(newest(seen.story.number)) if seen.shows_all else []
    seen.show_quotes(comments)
    response = HttpResponse(_written(seen, comments), content_type=CONTENT_TYPE)
    return shared(response, keys=seen.keys(comments), varies=VARIES)


def newest(number: int) -> Iterable[Comment]:
    """What is on the page under the article of this number, the latest first."""
    shown = Comment.objects.filter(thread=number, status=SHOWN)
    return shown.select_related("author", "parent__author").order_by("-pk")[:SIZE]


def _written(seen: Look, comments: Iterable[Comment]) -> str:
    headline = seen.story.headline
    feed = _Atom(
        title=_("%(paper)s: comments on “%(headline)s”")
        % {"paper": settings.PAPER_NAME, "headline": headline},
        link=absolute(seen.address),
        description=None,
        language=seen.edition.language,
        feed_url=absolute(f"{seen.address}.atom"),
        feed_guid=absolute(seen.address),
    )
    for comment in comments:
        address = _address(seen, comment.pk)
        feed.add_item(
            title=_title(comment),
            link=address,
            description="",
            unique_id=address,
            pubdate=comment.created_at,
            updateddate=comment.edited_at or comment.created_at,
            author_name=_name(comment),
            content=_quoted(comment) + comment.html,
            answers=_address(seen, comment.parent_id) if comment.parent_id else "",
        )
    return str(feed.writeString("utf-8"))


def _address(seen: Look, number: int) -> str:
    return absolute(f"{seen.address}/{number}")


def _name(comment: Comment) -> str:
    return str(comment.author or _("a former reader"))


def _title(comment: Comment) -> str:
    if comment.parent is None:
        return _("%(name)s commented") % {"name": _name(comment)}
    return _("%(name)s replied to %(other)s") % {"name": _name(comment), "other": _name(comment.parent)}


def _quoted(comment: Comment) -> str:
    passage = getattr(comment, "passage", None)
    return f"<blockquote><p>{escape(passage.said)}</p></blockquote>" if passage else ""

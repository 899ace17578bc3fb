"""A reader's own pages of the forum: the feed of those followed, and one's own comments."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBadRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from standfirst.delivery.responses import personal
from standfirst.forum import queries
from standfirst.forum.addresses import MINE
from standfirst.forum.feed import following_feed, mark_read, read_to
from standfirst.forum.models import Comment, Sanction
from standfirst.forum.policy.sights import without_hidden
from standfirst.kit.targets import SeeOther
from standfirst.newsroom.stories.queries import with_sections
from standfirst.readers.models import Follow, Reader
from standfirst.transfer.comments.claiming import waiting_for

from ..quoting import show_to_visitor
from ..visits import Visit
from .composing import JOIN, join_and_come_back
from .first_comment import is_asked_after, question
from .threads import number_asked


@require_safe
@login_required(login_url=JOIN)
def following(request: HttpRequest) -> HttpResponseBase:
    """The newest comments of the readers I follow, and the replies to them and to me; what is new since I last said
    that I have read it is marked. Looking alone changes nothing: a form says so."""
    reader: Reader = request.user  # type: ignore[assignment]
    visit: Visit = request.visit  # type: ignore[attr-defined]
    now = timezone.now()
    found = following_feed(reader, after=number_asked(request, "after"))
    context = _listed(found)
    context["comments"] = without_hidden(context["comments"], home=visit.home)
    show_to_visitor(request, context["comments"])
    since = read_to(reader)
    context |= {"is_first": since is None, "unread": _mark_unread(context["comments"], since)}
    context |= {"follows": Follow.objects.filter(follower=reader).exists(), "to": now.isoformat()}
    return personal(render(request, "following.html", context))


def _mark_unread(comments: list[Comment], since: datetime | None) -> int:
    """Say of each whether the reader has not seen it yet; how many. On a first visit nothing is marked."""
    for comment in comments:
        shown_at = comment.shown_at
        comment.is_unread = since is not None and shown_at is not None and shown_at > since  # type: ignore[attr-defined]
    return sum(comment.is_unread for comment in comments)  # type: ignore[attr-defined]


@require_POST
def have_read(request: HttpRequest) -> HttpResponseBase:
    """`/following/read`: I have read what the page showed that was made at `to`; what came later stays unread."""
    if not isinstance(request.user, Reader):
        return join_and_come_back(reverse("following"))
    try:
        to = datetime.fromisoformat(request.POST.get("to", ""))
        mark_read(reader=request.user, to=to)
    except (TypeError, ValueError, OverflowError):  # no instant, or one without a zone
        return HttpResponseBadRequest()
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({})
    return SeeOther(reverse("following"))


@require_safe
@login_required(login_url=JOIN)
def own_comments(request: HttpRequest) -> HttpResponseBase:
    """All that I wrote and what became of it; sanctions with their reasons."""
    reader: Reader = request.user  # type: ignore[assignment]
    found = queries.own_comments(reader, after=number_asked(request, "after"))
    show_to_visitor(request, found)
    now: datetime = timezone.now()
    sanctions = Sanction.objects.filter(Sanction.in_force(now), reader=reader).order_by("-at")
    context = {**_listed(found), "sanctions": sanctions, "before": waiting_for(reader).exists()}
    if "first" in request.GET and len(found) == 1 and is_asked_after(found[0]):
        context |= {"asks_first": True, **question(f"{MINE}#{found[0].anchor}")}
    return personal(render(request, "own_comments.html", context))


def _listed(found: list[Comment]) -> dict[str, Any]:
    """A page of comments and where the next begins."""
    shown = found[: queries.IN_A_LIST]
    with_sections([comment.thread.article for comment in shown])  # for their addresses
    return {"comments": shown, "after": shown[-1].pk if len(found) > queries.IN_A_LIST else None}

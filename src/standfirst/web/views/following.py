"""A reader's own pages of the forum: the feed of those followed, and one's own comments."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from standfirst.delivery.responses import personal
from standfirst.forum import queries
from standfirst.forum.feed import following_feed
from standfirst.forum.models import Comment, Sanction
from standfirst.forum.sights import without_hidden
from standfirst.readers.models import Follow, Reader
from standfirst.transfer.comments.claiming import waiting_for

from ..quoting import show_to_visitor
from .composing import JOIN
from .threads import number_asked


@require_safe
@login_required(login_url=JOIN)
def following(request: HttpRequest) -> HttpResponseBase:
    """The newest comments of the readers I follow, and the replies to them and to me."""
    reader: Reader = request.user  # type: ignore[assignment]
    found = following_feed(reader, after=number_asked(request, "after"))
    show_to_visitor(request, found)
    context = {**_listed(found), "follows": Follow.objects.filter(follower=reader).exists()}
    home = request.visit.home  # type: ignore[attr-defined]
    context["comments"] = without_hidden(found[: queries.IN_A_LIST], home=home)
    return personal(render(request, "following.html", context))


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
    return personal(render(request, "own_comments.html", context))


def _listed(found: list[Comment]) -> dict[str, object]:
    """A page of comments and where the next begins."""
    shown = found[: queries.IN_A_LIST]
    return {"comments": shown, "after": shown[-1].pk if len(found) > queries.IN_A_LIST else None}

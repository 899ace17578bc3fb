"""What the readers I follow say under one story: an order of a thread that is each reader's own."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from standfirst.delivery.responses import personal
from standfirst.forum import pages
from standfirst.forum.addresses import thread_address
from standfirst.forum.policy.policies import Sight
from standfirst.forum.sorts import Sort
from standfirst.kit.numbers import BIGGEST
from standfirst.newsroom.stories.queries import find
from standfirst.readers.models import Follow, Reader

from ..quoting import show_to_visitor
from .composing import JOIN
from .menu import in_menu
from .thread_door import A_READER, door_of
from .threads import comments_on, frame_of, mark_asked, ordered


@require_safe
@login_required(login_url=JOIN)
def followed_thread(request: HttpRequest, number: int) -> HttpResponseBase:
    """`/following/threads/81`: the newest first, each by itself; its time leads to its place in the thread."""
    found = find(number) if number < BIGGEST else None
    if found is None:
        raise Http404
    if not found.is_live:
        return personal(HttpResponseRedirect(found.article.address))
    story, reader = in_menu(found.article), _reader(request)
    door = story.door = door_of(request.visit, story, visitor=A_READER)  # type: ignore[attr-defined]
    if door.sight is Sight.HIDDEN:
        raise Http404
    if door.keeps_out:
        return personal(HttpResponseRedirect(thread_address(story.address)))
    after = mark_asked(request, Sort.NEWEST)
    page = pages.said_by_followed(reader, story.number, after)
    pages.award(page.nodes, story)
    show_to_visitor(request, comments_on(page.nodes), story)
    context: dict[str, Any] = {
        **frame_of(story), **ordered(Sort.NEWEST, page.after), "sort": "following", "discussion": page,
        "is_later": after is not None, "follows": Follow.objects.filter(follower=reader).exists(),
    }  # fmt: skip
    return personal(render(request, "followed_thread.html", context))


def _reader(request: HttpRequest) -> Reader:
    return request.user  # type: ignore[return-value]

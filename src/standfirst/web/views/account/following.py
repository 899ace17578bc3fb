"""Whom I follow, who follows me and who asks to, whom I keep away: each with a button to change it."""

from __future__ import annotations

from typing import cast

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from standfirst.kit.numbers import whole_number
from standfirst.kit.targets import SeeOther
from standfirst.readers import admitting, relating
from standfirst.readers.models import Block, Follow, Mute, Reader
from standfirst.readers.queries import followed_by, followers_known_to, shown
from standfirst.web.views.errors import too_many

MOST_SHOWN = 500


@require_safe
@login_required
def following(request: HttpRequest) -> HttpResponse:
    """Everybody I follow, with a button each."""
    people = followed_by(cast("Reader", request.user))[:MOST_SHOWN]
    return render(request, "account/following.html", {"people": people})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def followers(request: HttpRequest) -> HttpResponse:
    """Who asks to follow me, and who does, as far as that is mine to know."""
    me = cast("Reader", request.user)
    if request.method == "POST":
        if not ratelimit.consume(request, action="follow"):
            return too_many(request)
        verbs = {"accept": admitting.accept, "decline": admitting.decline}
        for name, verb in verbs.items():
            verb(reader=me, request=_number(request, name))
        admitting.let_go(reader=me, follow=_number(request, "remove"))
        return SeeOther(request.path)
    known = followers_known_to(me)
    every = Follow.objects.filter(shown("follower__"), followed=me).count()
    context = {
        "requests": admitting.waiting(me).filter(shown("follower__")).select_related("follower")[:MOST_SHOWN],
        "follows": known.select_related("follower")[:MOST_SHOWN],
        "others": every - known.count(),
        "approves": me.approves_followers,
    }
    return render(request, "account/followers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def kept_away(request: HttpRequest) -> HttpResponse:
    """Whom I have muted or blocked, whether or not they have a page now."""
    me = cast("Reader", request.user)
    muted = Mute.objects.filter(reader=me).select_related("muted").order_by("-pk")
    blocked = Block.objects.filter(reader=me).select_related("blocked").order_by("-pk")
    if request.method != "POST":
        context = {"muted": muted[:MOST_SHOWN], "blocked": blocked[:MOST_SHOWN]}
        return render(request, "account/kept_away.html", context)
    if not ratelimit.consume(request, action="follow"):
        return too_many(request)
    mute, block = (
        muted.filter(pk=_number(request, "unmute")).first(),
        blocked.filter(pk=_number(request, "unblock")).first(),
    )
    if mute is not None:
        relating.unmute(reader=me, other=mute.muted)
    if block is not None:
        relating.unblock(reader=me, other=block.blocked)
    return SeeOther(request.path)


def _number(request: HttpRequest, name: str) -> int:
    """A row's number as a button sends it; 0, which no row has, for anything else."""
    return whole_number(request.POST.get(name, "")) or 0

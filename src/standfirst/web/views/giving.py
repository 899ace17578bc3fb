"""Gifts: the page on which a reader gives an article away, and the one on which a friend takes it.

A link is opened by mail scanners and previews long before a person does, so nothing is taken by a GET: a button acts.
The address is a secret: it goes into no referrer, no index and no log.
"""

from __future__ import annotations

from typing import cast

from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from standfirst.access.passes import new_tag
from standfirst.kit.targets import SeeOther
from standfirst.newsroom.stories.models import Article
from standfirst.newsroom.stories.queries import find
from standfirst.newsroom.stories.reading import decision_for
from standfirst.readers import gifts
from standfirst.readers.models import Reader
from standfirst.readers.reading import Gift

from .. import read_first
from ..granting import gift_taken, stranger_tag
from ..visits import Visit, visitor_of
from .errors import gone, too_many


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def give(request: HttpRequest, number: int) -> HttpResponse:
    """Where a reader makes the link, and finds it again."""
    found = find(number)
    if found is None:
        raise Http404
    if not found.is_live:
        return gone(request)
    reader, story = cast("Reader", request.user), found.article
    visit: Visit = request.visit  # type: ignore[attr-defined]
    if request.method == "POST":
        if not ratelimit.consume(request, action="give"):
            return too_many(request)
        if _may_give(request, story):
            _give(reader, story, visit.home.gifts)
        return SeeOther(request.path)
    gift = gifts.live_gift(reader, story.number)
    context = {
        "story": story,
        "may_give": _may_give(request, story),
        "left": gifts.gifts_left(reader, visit.home.gifts),
        "gift": gift,
        "link": settings.CONFIGURATION.url + reverse("gift", args=[gifts.link_text(gift)]) if gift else "",
        "takers": gifts.MOST_TAKERS,
        "taken": gift.taken.count() if gift else 0,
    }
    return render(request, "account/give.html", context)


def _give(reader: Reader, story: Article, most: int) -> None:
    try:
        gifts.give(giver=reader, article=story.number, most=most)
    except gifts.NoGiftsLeftError:
        return  # the page says how many are left


def _may_give(request: HttpRequest, story: Article) -> bool:
    """What one may read oneself, where the edition lets readers give and a wall stands for others."""
    home = request.visit.home  # type: ignore[attr-defined]
    decision = decision_for(story, home=home, visitor=visitor_of(request.COOKIES, story.address))
    return bool(home.gifts) and decision.is_whole and decision.is_walled


@require_http_methods(["GET", "HEAD", "POST"])
def gift(request: HttpRequest, link: str) -> HttpResponse:
    """What a friend was sent: the headline, and a button that opens the article and counts."""
    given = gifts.gift_of(link)
    found = find(given.article) if given is not None else None
    if given is None or found is None:
        return _secret(render(request, "errors/404.html", status=404))
    if not found.is_live:
        return _secret(gone(request))
    if request.method == "POST":
        return _secret(_take(request, given, found.article))
    return _secret(_page(request, given, found.article))


def _page(request: HttpRequest, given: Gift, story: Article) -> HttpResponse:
    standing = gifts.standing(given)
    home = request.visit.home  # type: ignore[attr-defined]
    is_live = standing is gifts.GiftStanding.LIVE and bool(home.gifts)
    context = {"story": story, "giver": given.giver, "standing": standing, "is_live": is_live}
    return render(request, "account/gift.html", context, status=200 if is_live else 410)


def _take(request: HttpRequest, given: Gift, story: Article) -> HttpResponse:
    if not ratelimit.consume(request, action="take_gift"):
        return too_many(request)
    home = request.visit.home  # type: ignore[attr-defined]
    opened = SeeOther(story.address)
    if decision_for(story, home=home, visitor=visitor_of(request.COOKIES, story.address)).is_whole:
        return opened  # nothing to be taken
    reader = request.user if isinstance(request.user, Reader) else None
    tag = "" if reader else read_first.tag_lent(request) or stranger_tag(request) or new_tag()
    if not home.gifts or not gifts.take(gift=given, reader=reader, tag=tag):
        return _page(request, given, story)
    gift_taken(request, tag)
    return opened


def _secret(response: HttpResponse) -> HttpResponse:
    """No search engine keeps this address, and no other site is told it. (`strict-origin`, not `no-referrer`: a
    browser that says nothing else about itself still says of the form that it is ours.)"""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "strict-origin"
    return response

"""What is shown to whoever is asked: how to change it in this browser, and what there is to choose."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from standfirst.newsroom.stories.models import Topic

from .switches import SWITCHES, switch_of

#: A question with more answers is a form.
MOST_TOPICS = 5


@require_safe
def in_browser(request: HttpRequest) -> HttpResponse:
    """The way in this browser first, as far as it says which it is; the others below."""
    own = switch_of(request.headers.get("User-Agent", "")[:400])
    others = [switch for switch in SWITCHES if switch is not own]
    return render(request, "notices/in_browser.html", {"own": own, "others": others})


@require_safe
def topics_to_choose(request: HttpRequest, number: int) -> HttpResponse:
    """The topics of a story that is live, as boxes to tick; asked for by the page once somebody wants to choose."""
    topics = Topic.objects.filter(articles=number, articles__live=True).order_by("name")[:MOST_TOPICS]
    return render(request, "notices/part_topics.html", {"topics": topics})

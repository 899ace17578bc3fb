"""The article page."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from standfirst.access.rules import Reason
from standfirst.delivery.responses import EDITION, HOME, VISITOR, shared, used
from standfirst.editions.models import Edition
from standfirst.editions.queries import all_editions
from standfirst.forum.policy.policies import Sight
from standfirst.newsroom.pictures.queries import sources_for
from standfirst.newsroom.stories.addresses import number_in
from standfirst.newsroom.stories.keys import article_key, keys_of_article_page
from standfirst.newsroom.stories.models import Article
from standfirst.newsroom.stories.offer_words import words_for
from standfirst.newsroom.stories.queries import find
from standfirst.newsroom.stories.reading import (
    ArticleView,
    decision_for,
    is_open_everywhere,
    questions_about,
    read_article,
)

from ..counting import counted_as
from ..visits import Visit
from .errors import gone
from .menu import in_menu
from .once import once_here
from .thread_door import Door, door_of


def article_context(story: Article, view: ArticleView, edition: Edition, door: Door) -> dict[str, Any]:
    """What the article's template is given."""
    context: dict[str, Any] = {
        "view": view,
        "pictures": sources_for(view.pictures),
        "has_thread": door.sight is not Sight.HIDDEN,
    }
    return context if view.is_whole else {**context, "words": words_for(story, edition)}


@require_safe
def article(request: HttpRequest, section: str, name: str) -> HttpResponse:
    """`/world/bridge-reopens-81`: the number decides, any other spelling is sent to the right one."""
    visit: Visit = request.visit  # type: ignore[attr-defined]
    number = number_in(name)
    found = find(number) if number is not None else None
    if found is None:
        raise Http404
    story = in_menu(found.article)
    once = once_here(request) if request.path != story.address else None
    if once is not None:
        return once  # another house ended an address of its own in this number
    if not found.is_live:
        return shared(gone(request), keys={article_key(story.number)})
    if request.path != story.address:
        return HttpResponsePermanentRedirect(story.address)
    decision = decision_for(story, home=visit.home, visitor=visit.visitor)
    view = read_article(story, edition=visit.edition, decision=decision)
    door = door_of(visit, story)
    context = {**article_context(story, view, visit.edition, door), "sections": story.menu}
    response = counted_as(render(request, "article.html", context), view)
    if decision.reason is Reason.VERIFIED_CRAWLER:
        # A copy that an engine kept and showed would be a way round the wall.
        response["X-Robots-Tag"] = "noarchive"
    open_to_all = is_open_everywhere(story, all_editions())
    asked = map(used, questions_about(story, visit.home))
    varies = (EDITION,) if open_to_all else (EDITION, HOME, VISITOR, *asked)
    keys = keys_of_article_page(story, visit.edition, pictures=view.pictures)
    return shared(response, keys=keys, varies={*varies, *door.invitation_varies})

"""What an editor sees before readers do: the same pages, in any edition."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from standfirst.access.rules import ANONYMOUS, Visitor, VisitorClass
from standfirst.editions.models import Edition
from standfirst.newsroom.stories.models import Article, Section, StandingPage
from standfirst.newsroom.stories.queries import story_behind
from standfirst.newsroom.stories.reading import decision_for, read_article
from standfirst.web.visits import Visit

from ..middleware.headers import READERS_POLICY
from .articles import article_context
from .standing import standing_context
from .thread_door import door_of


def render_as(request: HttpRequest, article: Article, visit: Visit) -> HttpResponse:
    """The article's page as this visit gets it, whoever asks."""
    request.visit = visit  # type: ignore[attr-defined]
    decision = decision_for(article, home=visit.home, visitor=visit.visitor)
    asked, request.path = request.path, article.address if article.number else request.path
    try:
        with translation.override(visit.edition.language):
            view = read_article(article, edition=visit.edition, decision=decision)
            context = article_context(article, view, visit.edition, door_of(visit, article))
            return render(request, "article.html", context)
    finally:
        request.path = asked


def sandboxed(response: HttpResponse) -> HttpResponse:
    """A page to be looked at: its scripts and forms would act for the editor who looks, and robots have no business."""
    response["Content-Security-Policy"] = f"{READERS_POLICY}; sandbox allow-same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def preview_article(
    request: HttpRequest, article: Article, edition: Edition, as_stranger: bool
) -> HttpResponse:
    visitor = ANONYMOUS if as_stranger else Visitor(VisitorClass.REGISTERED)
    return render_as(request, article, Visit(edition=edition, home=edition, visitor=visitor))


def preview_section(
    request: HttpRequest, section: Section, edition: Edition, as_stranger: bool
) -> HttpResponse:
    """Its newest story behind its wall, with its words at the cut."""
    story = story_behind(edition, section) if section.path else None
    if story is None:
        return HttpResponse(_("There is no story here yet that this wall is for."), content_type="text/plain")
    story.section = section
    return preview_article(request, story, edition, as_stranger)


def preview_edition(request: HttpRequest, edition: Edition, as_stranger: bool) -> HttpResponse:
    """The newest story behind its wall, with its words at the cut."""
    story = story_behind(edition)
    if story is None:
        return HttpResponse(_("There is no story here yet that this wall is for."), content_type="text/plain")
    return preview_article(request, story, edition, as_stranger)


def preview_standing(
    request: HttpRequest, page: StandingPage, edition: Edition, _as_stranger: bool
) -> HttpResponse:
    """With its gaps highlighted, which no reader sees."""
    request.visit = Visit(edition=edition, home=edition)  # type: ignore[attr-defined]
    with translation.override(edition.language):
        return render(request, "standing.html", standing_context(page, edition, show_gaps=True))

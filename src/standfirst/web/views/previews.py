"""What an editor sees before readers do: the same pages, in any edition."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from standfirst.access.rules import ANONYMOUS, Visitor, VisitorClass
from standfirst.editions.models import Edition
from standfirst.newsroom.stories.models import Article, StandingPage
from standfirst.newsroom.stories.reading import decision_for, read_article
from standfirst.web.visits import Visit

from .articles import article_context
from .standing import standing_context


def preview_article(
    request: HttpRequest, article: Article, edition: Edition, as_stranger: bool
) -> HttpResponse:
    visitor = ANONYMOUS if as_stranger else Visitor(VisitorClass.REGISTERED)
    request.visit = Visit(edition=edition, home=edition, visitor=visitor)  # type: ignore[attr-defined]
    decision = decision_for(article, home=edition, visitor=visitor)
    with translation.override(edition.language):
        view = read_article(article, edition=edition, decision=decision)
        return render(request, "article.html", article_context(article, view, edition))


def preview_standing(
    request: HttpRequest, page: StandingPage, edition: Edition, _as_stranger: bool
) -> HttpResponse:
    """With its gaps highlighted, which no reader sees."""
    request.visit = Visit(edition=edition, home=edition)  # type: ignore[attr-defined]
    with translation.override(edition.language):
        return render(request, "standing.html", standing_context(page, edition, show_gaps=True))

"""The strip for readers: a small public answer of its own."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from standfirst.delivery.responses import shared
from standfirst.editions.queries import edition_called
from standfirst.newsroom.stories.keys import article_key, edition_key

from .keys import strip_key
from .queries import strip_of


@require_safe
def breaking(request: HttpRequest, slug: str) -> HttpResponse:
    """`/_/breaking/uk`: the strip of the edition as a piece of HTML; empty where there is none."""
    edition = edition_called(slug)
    if edition is None:
        raise Http404
    strip = strip_of(edition)
    with translation.override(edition.language):
        response = render(request, "notices/part_strip.html", {"strip": strip})
    keys = {strip_key(edition), edition_key(edition)}
    if strip is None:
        return shared(response, keys=keys, varies=())
    return shared(response, keys=keys | {article_key(strip.article.number)}, varies=(), until=strip.ends_at)

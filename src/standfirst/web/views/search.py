"""The search page. Shared, as every reader gets the same; never stored, as nobody types the same twice."""

from __future__ import annotations

from urllib.parse import urlencode

from allauth.core.internal.ratelimit import consume
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from standfirst.newsroom.stories.queries import with_sections
from standfirst.newsroom.stories.search import numbers_found, stories_with, tidy

from ..visits import Visit
from .errors import too_many
from .fronts import PAGE_SIZE, page_number

#: Searches of one network, counted in the shared cache by allauth's own counter.
LIMITS = {"search": "60/m/ip"}


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """`/search?q=ferry&page=2`: whatever is typed, a page. Nothing of it is stored, so there is a limit."""
    visit: Visit = request.visit  # type: ignore[attr-defined]
    query = tidy(request.GET.get("q", ""))
    if query and not _is_within(request):
        return too_many(request, seconds=60)
    paginator = Paginator(numbers_found(query, visit.edition), PAGE_SIZE)
    page = page_number(request, paginator)
    stories = with_sections(stories_with(list(page.object_list)))
    context = {"query": query, "page": page, "stories": stories, "more": urlencode({"q": query}) + "&"}
    return render(request, "search.html", context)


def _is_within(request: HttpRequest) -> bool:
    # The public wrapper counts no GET.
    limits = getattr(settings, "SEARCH_LIMITS", LIMITS)
    return consume(request, app="standfirst.web", action="search", config=limits, limit_get=True) is not None

"""The search page. Shared, as every reader gets the same; never stored, as nobody types the same twice."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from standfirst.newsroom.stories.queries import with_sections
from standfirst.newsroom.stories.search import numbers_found, stories_with, tidy

from ..visits import Visit
from .fronts import PAGE_SIZE, page_number


def search(request: HttpRequest) -> HttpResponse:
    """`/search?q=ferry&page=2`: whatever is typed, a page."""
    visit: Visit = request.visit  # type: ignore[attr-defined]
    query = tidy(request.GET.get("q", ""))
    paginator = Paginator(numbers_found(query, visit.edition), PAGE_SIZE)
    page = page_number(request, paginator)
    stories = with_sections(stories_with(list(page.object_list)))
    context = {"query": query, "page": page, "stories": stories, "more": urlencode({"q": query}) + "&"}
    return render(request, "search.html", context)

"""About, Imprint, Privacy and their like."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from standfirst.delivery.responses import shared
from standfirst.newsroom.stories.keys import FURNITURE, standing_key
from standfirst.newsroom.stories.models import StandingPage
from standfirst.newsroom.stories.standing import render_standing
from standfirst.web.cookies import COOKIES


@require_safe
def standing_page(request: HttpRequest, slug: str) -> HttpResponse:
    page = get_object_or_404(StandingPage.objects.live(), slug=slug)
    response = render(request, "standing.html", standing_context(page))
    return shared(response, keys={FURNITURE, standing_key(page)})


def standing_context(page: StandingPage, *, show_gaps: bool = False) -> dict[str, Any]:
    """What the template gets. The privacy page lists every cookie there is, from the one table of them."""
    cookies = COOKIES if page.slug == "privacy" else ()
    return {"page": page, "text": render_standing(page.text, show_gaps=show_gaps), "cookies": cookies}

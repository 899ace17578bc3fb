"""About, Imprint, Privacy and their like."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from standfirst.delivery.responses import shared
from standfirst.editions.models import Edition
from standfirst.newsroom.stories.keys import FURNITURE, standing_key
from standfirst.newsroom.stories.models import StandingPage
from standfirst.newsroom.stories.standing import render_standing
from standfirst.readers.personal_data import purposes
from standfirst.web.cookies import COOKIES
from standfirst.web.visits import Visit


@require_safe
def standing_page(request: HttpRequest, slug: str) -> HttpResponse:
    page = get_object_or_404(StandingPage.objects.live(), slug=slug)
    visit: Visit = request.visit  # type: ignore[attr-defined]
    response = render(request, "standing.html", standing_context(page, visit.edition))
    return shared(response, keys={FURNITURE, standing_key(page)})


def standing_context(page: StandingPage, edition: Edition, *, show_gaps: bool = False) -> dict[str, Any]:
    """What the template gets. The privacy page lists every cookie there is, and all that is kept, from their tables."""
    is_privacy = page.slug == "privacy"
    told = {"cookies": COOKIES, "purposes": purposes()} if is_privacy else {}
    title, text = page.words_in(edition)
    rendered = render_standing(text, show_gaps=show_gaps)
    return {"page": page, "title": title, "text": rendered, **told}

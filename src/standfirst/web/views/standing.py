"""About, Imprint, Privacy and their like."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from standfirst.delivery.responses import shared
from standfirst.newsroom.stories.keys import FURNITURE, standing_key
from standfirst.newsroom.stories.models import StandingPage
from standfirst.newsroom.stories.standing import render_standing


def standing_page(request: HttpRequest, slug: str) -> HttpResponse:
    page = get_object_or_404(StandingPage.objects.live(), slug=slug)
    response = render(request, "standing.html", {"page": page, "text": render_standing(page.text)})
    return shared(response, keys={FURNITURE, standing_key(page)})

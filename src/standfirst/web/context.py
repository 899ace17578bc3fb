"""What every template may use: nothing here may depend on who is reading."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from standfirst.editions.queries import all_editions
from standfirst.newsroom.stories.queries import footer, sections


def paper(request: HttpRequest) -> dict[str, Any]:
    """`paper` (its name and address), `edition` (on show), `home`, `editions` (all), `providers` (who else may say
    who a reader is); for the furniture `sections` and `standing_pages`, read only by a template that prints them."""
    visit = getattr(request, "visit", None)
    return {
        "paper": {"name": settings.PAPER_NAME, "url": settings.CONFIGURATION.url},
        "visit": visit,
        "edition": visit.edition if visit else None,
        "home": visit.home if visit else None,
        "editions": all_editions(),
        "providers": settings.CONFIGURATION.providers,
        "sections": SimpleLazyObject(sections),
        "standing_pages": SimpleLazyObject(lambda: footer(visit.edition if visit else None)),
    }

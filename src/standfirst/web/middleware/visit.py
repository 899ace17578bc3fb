"""Who visits, as far as a page may know: the editions and the visitor class."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

from ..visits import Visit, as_now, visit_of


class VisitMiddleware:
    """Puts `request.visit` there and speaks the language of the edition on show."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # The Front has usually worked it out already; without it (tests, previews) the same function does.
        found = request.META.get("standfirst.visit")
        known = as_now(found) if isinstance(found, Visit) else None
        visit = known or visit_of(request.headers, request.COOKIES, request.path)
        request.visit = visit  # type: ignore[attr-defined]
        with translation.override(visit.edition.language):
            return self.get_response(request)

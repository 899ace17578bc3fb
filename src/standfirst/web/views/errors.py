"""Pages for when something is not as it should be: humane, in the edition's language."""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from ..middleware.origin import said_by_the_browser, typed_in
from .once import once_here

#: What a database raises that cannot be reached, is locked, or has no room left.
DATABASE_AWAY = (OperationalError, InterfaceError)
#: Seconds after which somebody may try again who was told that the database is away.
AWAY_FOR = 30
#: Seconds after which somebody who was told 429 may try again: the window of every limit.
TRY_AGAIN_AFTER = 600


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    del exception
    return once_here(request) or render(request, "errors/404.html", status=404)


def not_there(request: HttpRequest, **_parts: object) -> HttpResponse:
    """For addresses of Wagtail's that this paper does not have."""
    return not_found(request)


def gone(request: HttpRequest) -> HttpResponse:
    return render(request, "errors/410.html", status=410)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    del exception
    return render(request, "errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    del exception
    return render(request, "errors/403.html", status=403)


def too_many(request: HttpRequest, *, seconds: int = TRY_AGAIN_AFTER) -> HttpResponse:
    """Somebody met a limit; the page says when to try again."""
    response = render(request, "errors/429.html", {"minutes": -(-seconds // 60)}, status=429)
    response["Retry-After"] = str(seconds)
    return response


def withheld(request: HttpRequest) -> HttpResponse:
    """RFC 7725: an authority has required that this is not shown."""
    return render(request, "errors/451.html", status=451)


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without a context processor: the database may be what failed. If it is, that is said."""
    if isinstance(sys.exception(), DATABASE_AWAY):
        return away(request)
    return HttpResponse(render_to_string("errors/500.html"), status=500)


def away(request: HttpRequest) -> HttpResponse:
    """The database is away or takes nothing. What was typed is shown, to be sent again."""
    is_form = request.method == "POST"
    typed = typed_in(request) if is_form and said_by_the_browser(request) else []
    page = render_to_string("errors/away.html", {"is_form": is_form, "typed": typed})
    return HttpResponse(page, status=503, headers={"Retry-After": str(AWAY_FOR)})

"""Pages for when something is not as it should be: humane, in the edition's language."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

#: Seconds after which somebody who was told 429 may try again: the window of every limit.
TRY_AGAIN_AFTER = 600


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    del exception
    return render(request, "errors/404.html", status=404)


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
    """Rendered without a context processor: the database may be what failed."""
    from django.template.loader import render_to_string

    return HttpResponse(render_to_string("errors/500.html"), status=500)

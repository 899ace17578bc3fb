"""A POST is ours when the browser says so. Shared pages therefore hold no token.

`Sec-Fetch-Site: same-origin`, or, where that header is absent, an `Origin` equal to this host. A browser that
sends neither is shown what it typed, with Django's token and one button.

At the addresses for machines there is no reader to speak for (web/personal.py), so nothing is asked there.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render

from ..personal import is_for_machines

_SECRETS = ("password", "code")


class SameOriginCsrfMiddleware(CsrfViewMiddleware):
    def process_view(  # type: ignore[override]  # Django promises a 403; ours may be a page
        self, request: HttpRequest, callback: Any, callback_args: Any, callback_kwargs: Any
    ) -> HttpResponse | None:
        if said_by_the_browser(request) or is_for_machines(request.path):
            return None
        return super().process_view(request, callback, callback_args, callback_kwargs)


def said_by_the_browser(request: HttpRequest) -> bool:
    """Does the browser itself say that this request came from one of our own pages?"""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    return origin is not None and origin == f"{request.scheme}://{request.get_host()}"


def show_again(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Show what was typed, with a token and one button, so that nothing is lost.

    Only where the browser said nothing at all. A request that another site caused is refused: showing it again
    would make that site's words look like the reader's.
    """
    silent = "Sec-Fetch-Site" not in request.headers and "Origin" not in request.headers
    typed = typed_in(request) if silent else []
    return render(request, "errors/send_again.html", {"typed": typed, "silent": silent}, status=403)


def typed_in(request: HttpRequest) -> list[tuple[str, str]]:
    """What somebody typed into a form, by field: all but secrets and our own token."""
    return [
        (name, value)
        for name in request.POST
        if name != "csrfmiddlewaretoken" and not any(secret in name for secret in _SECRETS)
        for value in request.POST.getlist(name)
    ]

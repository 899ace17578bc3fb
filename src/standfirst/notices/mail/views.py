"""“No more of these”: a page with one button, and the one click of mail programs (RFC 8058)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from .stopping import CLICK, FIELD, stopping_of


@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, link: str) -> HttpResponse:
    """A GET shows and changes nothing: programs that look through mail open every link. A POST stops; it is answered
    here and not by a redirect, which RFC 8058 forbids."""
    found = stopping_of(link)
    if found is None:
        return _page(request, "forged", status=404)
    what = found.what
    if request.method != "POST":
        return _page(request, "asked", what)
    if request.POST.get(FIELD) != CLICK:
        return _page(request, "asked", what, status=422)
    found.stop()
    return _page(request, "stopped", what)


def _page(request: HttpRequest, state: str, what: str = "", *, status: int = 200) -> HttpResponse:
    return render(request, "notices/mail/stop.html", {"state": state, "what": what}, status=status)

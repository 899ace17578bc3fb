"""“No more of these”: a page with one button, and the one click of mail programs (RFC 8058). And where mail servers say
what came back."""

from __future__ import annotations

from base64 import b64decode

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_http_methods, require_POST

from standfirst.kit.targets import SeeOther

from .bounces import NotAReport, count, from_json, from_report
from .recipients import address_of
from .returned import try_again
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


@require_POST
def bounced(request: HttpRequest) -> HttpResponse:
    """Where the mail server, or a service that sends for us, says what came back: JSON, or a report as it is."""
    secret = settings.CONFIGURATION.bounce_secret
    if not secret:
        raise Http404
    if not constant_time_compare(_proof(request), secret):
        return JsonResponse({"error": "the secret is not right"}, status=403)
    read = from_json if request.content_type == "application/json" else from_report
    try:
        counted = count(read(request.body))
    except NotAReport as error:
        return JsonResponse({"error": str(error)}, status=422)
    return JsonResponse({"heard": counted.heard, "closed": counted.closed})


def _proof(request: HttpRequest) -> str:
    """`Authorization: Bearer SECRET`, or the password of Basic, which services take in an address."""
    kind, _blank, said = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return said.strip()
    if kind.lower() != "basic":
        return ""
    try:
        return b64decode(said, validate=True).decode().partition(":")[2]
    except ValueError:
        return ""


@login_required
@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """A reader says that the address works (again): the next letter goes there."""
    if request.user.pk is not None:
        try_again(address_of(request.user.pk))
    return SeeOther(reverse("notice_preferences") + "#mail")

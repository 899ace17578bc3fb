"""`/account/comments/before`: what was written in a former forum under an address that this reader has proved."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBadRequest, HttpResponseForbidden
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from standfirst.delivery.responses import personal
from standfirst.forum.addresses import MINE
from standfirst.kit.numbers import whole_number
from standfirst.kit.targets import SeeOther
from standfirst.readers.models import Reader
from standfirst.transfer.comments import claiming

from .composing import JOIN

BEFORE = f"{MINE}before"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required(login_url=JOIN)
def before(request: HttpRequest) -> HttpResponseBase:
    """Are these yours? One button says yes, one no."""
    reader: Reader = request.user  # type: ignore[assignment]
    if request.method == "POST":
        return _decide(request, reader)
    told = [
        {"former": former, "comments": list(claiming.words_of(former))}
        for former in claiming.waiting_for(reader)
    ]
    return personal(render(request, "claim.html", {"told": told}))


def _decide(request: HttpRequest, reader: Reader) -> HttpResponseBase:
    number, said = whole_number(request.POST.get("author", "")), request.POST.get("said", "")
    if number is None or said not in {"mine", "not"}:
        return HttpResponseBadRequest()
    verb = claiming.claim if said == "mine" else claiming.disown
    try:
        verb(number=number, reader=reader)
    except PermissionError:
        return HttpResponseForbidden()
    return SeeOther(BEFORE if claiming.waiting_for(reader).exists() else MINE)

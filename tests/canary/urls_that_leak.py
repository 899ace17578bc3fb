"""The paper's addresses and some more, whose views read past the doors, each in its own way."""

from __future__ import annotations

import json
from base64 import b64encode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path

from standfirst.newsroom.stories.models import Article
from standfirst.web.urls import urlpatterns as ours


def _text(number: int) -> str:
    return " ".join(str(Article.objects.get(pk=number).body).split())


def leak(request: HttpRequest, number: int) -> HttpResponse:
    return HttpResponse(_text(number))


def leak_in_a_header(request: HttpRequest, number: int) -> HttpResponse:
    return HttpResponse("Nothing here.", headers={"X-Summary": b64encode(_text(number).encode()).decode()})


def leak_in_json(request: HttpRequest, number: int) -> HttpResponse:
    text = json.dumps({"text": [_text(number)]}).replace("xantho", "\\u0078antho")
    return HttpResponse(text, content_type="application/json")


def leak_in_a_feed(request: HttpRequest, number: int) -> HttpResponse:
    text = _text(number).replace("&", "&amp;").replace("<", "&lt;").replace("xantho", "x&amp;#97;ntho")
    return HttpResponse(f"<feed><content type='html'>{text}</content></feed>", content_type="application/xml")


def leak_in_a_redirect(request: HttpRequest, number: int) -> HttpResponse:
    return HttpResponseRedirect("/?was=" + b64encode(_text(number).encode()).decode()[:4000])


def leak_when_asked_for_less(request: HttpRequest, number: int) -> HttpResponse:
    """The page is cut, what is said with HEAD is not."""
    more = {"X-Text": _text(number)[:4000]} if request.method == "HEAD" else {}
    return HttpResponse("Lead.", headers=more)


def leak_to_a_script(request: HttpRequest, number: int) -> HttpResponse:
    script = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    return HttpResponse(_text(number) if script else "Lead.")


def leak_in_an_error(request: HttpRequest, number: int) -> HttpResponse:
    return HttpResponse(f"Cannot do this to {_text(number)}", status=405)


LEAKS = {
    "leak": leak,
    "header": leak_in_a_header,
    "json": leak_in_json,
    "feed": leak_in_a_feed,
    "redirect": leak_in_a_redirect,
    "head": leak_when_asked_for_less,
    "script": leak_to_a_script,
    "error": leak_in_an_error,
}
urlpatterns = [path(f"_/leak/{name}/<int:number>", view) for name, view in LEAKS.items()] + list(ours)

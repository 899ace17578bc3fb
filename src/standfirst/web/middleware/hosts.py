"""Where the newsroom has a host of its own: it answers there alone, and the paper does not answer there.

A script that got into a reader's page then stands on another host than the newsroom, whose cookies it never sees: all
cookies are for one host.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase

from ..personal import BREAKING, NEWSROOM, is_newsroom
from ..views.errors import not_found

#: What of the account staff need beside the newsroom: to sign in and out, to prove and to guard who they are.
BESIDE_THE_NEWSROOM = (
    "/account/login/", "/account/logout/", "/account/passkey/", "/account/second/", "/account/prove/",
    "/account/keys/", "/account/password/", "/account/email/", "/account/inactive/",
)  # fmt: skip
#: What the pages there ask for by themselves.
ALONG = ("/_/me", "/_/counts")
#: In a session: the host on which it was begun.
BEGUN_ON = "begun_on"


def is_newsroom_host(request: HttpRequest) -> bool:
    host = settings.CONFIGURATION.newsroom_netloc
    return bool(host) and request.get_host() == host


def stands_there(path: str) -> bool:
    """Does this address answer on the newsroom's own host?"""
    beside = path.startswith((*BESIDE_THE_NEWSROOM, BREAKING))
    return is_newsroom(path) or beside or path in ALONG


def begun(request: HttpRequest | None, **_: Any) -> None:
    """Receiver: somebody has signed in. The session remembers on which host, as the newsroom wants to know."""
    if request is not None and settings.CONFIGURATION.newsroom_url and "REQUEST_METHOD" in request.META:
        request.session[BEGUN_ON] = request.get_host()


class HostsMiddleware:
    """Keeps the two apart. Where the newsroom has no host of its own it does nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not settings.CONFIGURATION.newsroom_url or getattr(request, "is_dummy", False):
            return self.get_response(request)
        if not is_newsroom_host(request):
            return not_found(request) if is_newsroom(request.path) else self.get_response(request)
        if request.path in {"/", "/account/", "/account/welcome"}:
            return HttpResponseRedirect(NEWSROOM)
        if stands_there(request.path):
            return self.get_response(request)
        if request.method in {"GET", "HEAD"}:
            return HttpResponseRedirect(settings.CONFIGURATION.url + request.get_full_path())
        return not_found(request)

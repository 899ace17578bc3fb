"""The newsroom's guard: every address of it opens to a passkey, or to a password together with a second proof.

What counts is how *this session* was proved, not that somebody has set something up. It looks after the origin of a
request was looked at, so that nothing which another site caused is ever kept to be done later.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import urlencode

from standfirst.kit.network import is_local_host
from standfirst.newsroom.desk.guarded import needs_fresh_proof
from standfirst.readers.factors import lack_of
from standfirst.readers.fresh import ask_again, has_fresh_proof, way_to_prove
from standfirst.readers.proofs import Lack

from ..personal import NEWSROOM, is_newsroom
from ..views.errors import forbidden
from .hosts import BEGUN_ON

#: Doors that are no rooms: to come in by, and to leave.
_DOORS = ("login/", "logout/")


class StaffGuardMiddleware:
    """Leads staff whose session lacks something to the page where they can give it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        del view, args, kwargs
        place = request.path.removeprefix(NEWSROOM)
        if not is_newsroom(request.path) or place.startswith(_DOORS) or not request.user.is_authenticated:
            return None  # strangers are sent to sign in, readers away, by the newsroom itself
        if not (request.user.is_staff or request.user.has_perm("wagtailadmin.access_admin")):
            return None
        if settings.CONFIGURATION.newsroom_url and request.session.get(BEGUN_ON) != request.get_host():
            return forbidden(request)  # a cookie that somebody carried from one host to the other
        if not is_open_demo(request) and (lack := lack_of(request)) is not Lack.NOTHING:
            return _led(request, lack)
        if needs_fresh_proof(place, request.GET) and not has_fresh_proof(request):
            return ask_again(request)
        return None


def _led(request: HttpRequest, lack: Lack) -> HttpResponse:
    """Nothing that was sent is kept here: a session that lacks a proof does nothing, not even later."""
    page = "mfa_index" if lack is Lack.FACTOR else way_to_prove(request)
    onward = request.get_full_path() if request.method in {"GET", "HEAD"} else NEWSROOM
    return HttpResponseRedirect(f"{reverse(page)}?{urlencode({'next': onward})}")


def is_open_demo(request: HttpRequest) -> bool:
    """The demo on this machine prints its log-ins, and asks for no second proof. It says so inside."""
    configuration = settings.CONFIGURATION
    return bool(
        configuration.demo and is_local_host(configuration.host) and is_local_host(request.get_host())
    )

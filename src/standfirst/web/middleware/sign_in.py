"""After a personal answer, the cookies that say what a visitor may read are made right."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from ..personal import is_personal
from ..signing_in import settle


class SignInMiddleware:
    """Sets and takes back passes. Never on a shared page: its copy goes to everybody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method not in {"GET", "HEAD"} or is_personal(request.path):
            settle(request, response)
        return response

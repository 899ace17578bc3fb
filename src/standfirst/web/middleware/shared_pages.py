"""Public by default: on a shared page, `request.user` and `request.session` raise when touched."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from standfirst.delivery.responses import personal

from ..personal import is_for_machines, is_personal


class TouchedOnSharedPage(RuntimeError):
    """A shared page asked who is reading it; its copy would have gone to everybody."""


class Untouchable:
    """Stands where the user or the session was. Any use of it is a bug, said loudly."""

    def __init__(self, name: str) -> None:
        object.__setattr__(self, "_name", name)

    def _refuse(self, *_args: Any, **_kwargs: Any) -> Any:
        name = object.__getattribute__(self, "_name")
        raise TouchedOnSharedPage(
            f"request.{name} was touched while rendering a shared page. Make the address personal "
            "(web/personal.py), or bring what is personal in /_/me."
        )

    __getattribute__ = __setattr__ = __getitem__ = __setitem__ = __contains__ = __iter__ = _refuse
    __bool__ = __eq__ = __str__ = __len__ = __hash__ = _refuse


class SharedPageMiddleware:
    """Last in the list. POSTs and personal addresses keep their reader; nothing else does, and least of all
    an address for machines."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if is_for_machines(request.path):
            return personal(self._without_reader(request))
        if request.method not in {"GET", "HEAD"} or is_personal(request.path):
            return personal(self.get_response(request))
        # Wagtail's previews go through the middleware with a request of their own making.
        if getattr(request, "is_dummy", False):
            return self.get_response(request)
        return self._without_reader(request)

    def _without_reader(self, request: HttpRequest) -> HttpResponseBase:
        user, session = request.user, request.session
        request.user, request.session = Untouchable("user"), Untouchable("session")  # type: ignore[assignment]
        try:
            return self.get_response(request)
        finally:
            # The middleware before us may look at its own session again.
            request.user, request.session = user, session

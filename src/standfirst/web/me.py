"""`/_/me`: the one small, uncached answer that brings everything personal to a shared page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

#: Each adds what its floor knows of the reader; filled in web/wiring.py. Called only for the signed in.
CONTRIBUTIONS: list[Callable[[HttpRequest], dict[str, Any]]] = []


@require_safe
def me(request: HttpRequest) -> JsonResponse:
    answer: dict[str, Any] = {"reader": None}
    if request.user.is_authenticated:
        answer["reader"] = {"name": request.user.get_full_name(), "handle": request.user.handle}
        for contribute in CONTRIBUTIONS:
            answer.update(contribute(request))
    return JsonResponse(answer)

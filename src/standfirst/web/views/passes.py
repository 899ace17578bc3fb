"""Where the Front asks whether the session behind a pass still lives."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


@require_safe
def renew(request: HttpRequest) -> HttpResponse:
    """200 when somebody is signed in here, 204 when not. The cookies that follow from it are set, as on every
    personal answer, by the sign-in middleware."""
    return HttpResponse(status=200 if request.user.is_authenticated else 204)

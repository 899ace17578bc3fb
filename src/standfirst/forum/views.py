"""Small public answers."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponseBadRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from standfirst.delivery.responses import shared

from .queries import counts_of

MOST_THREADS = 100
#: Stored so long: many cards ask, and a number that is seconds old is right enough.
SECONDS = 5


@require_safe
def counts(request: HttpRequest) -> HttpResponseBase:
    """`/_/counts?threads=81,82` → `{"81": 12, "82": 0}`; the same for everybody."""
    asked = request.GET.get("threads", "").split(",")
    if len(asked) > MOST_THREADS or not all(
        text.isascii() and text.isdigit() and len(text) < 19 for text in asked
    ):
        return HttpResponseBadRequest("threads: up to 100 numbers with commas between them")
    numbers = sorted({int(text) for text in asked})
    found = counts_of(numbers)
    answer = JsonResponse({str(number): found.get(number, 0) for number in numbers})
    return shared(answer, keys={"counts"}, varies=(), until=timezone.now() + timedelta(seconds=SECONDS))

"""Small public answers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponseBadRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from standfirst.delivery.responses import shared
from standfirst.kit.numbers import whole_number

from .keys import COUNTS
from .policy.sights import BY_VISITOR, counts_for, keeps_anybody_out
from .queries import counts_of

MOST_THREADS = 100
#: Stored so long: many cards ask, and a number that is seconds old is right enough.
SECONDS = 5


@require_safe
def counts(request: HttpRequest) -> HttpResponseBase:
    """`/_/counts?threads=81,82` → `{"81": 12, "82": 0}`, without those of which a visitor may not know."""
    numbers = numbers_in(request.GET.get("threads", ""))
    if numbers is None:
        return HttpResponseBadRequest(f"threads: up to {MOST_THREADS} numbers with commas between them")
    varies: frozenset[str] = frozenset()
    if keeps_anybody_out():
        visit: Any = request.visit  # type: ignore[attr-defined]
        found, varies = counts_for(numbers, home=visit.home, visitor=visit.visitor), BY_VISITOR
    else:
        found = dict.fromkeys(numbers, 0) | counts_of(numbers)
    answer = JsonResponse({str(number): count for number, count in found.items()})
    return shared(answer, keys={COUNTS}, varies=varies, until=timezone.now() + timedelta(seconds=SECONDS))


def numbers_in(text: str) -> list[int] | None:
    """The numbers of threads in "82,81", each once, in order; None for anything else, and for too many."""
    asked = text.split(",")
    if len(asked) > MOST_THREADS:
        return None
    found = [whole_number(one) for one in asked]
    numbers = {number for number in found if number is not None}
    return None if None in found else sorted(numbers)

"""What a browser says about its subscription and what it was sent, as JSON: `/_/push/…`."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from ..models import Subscription
from ..signals import DEVICE_IN_SESSION
from .asked import read_asked
from .endpoints import BadSubscription
from .limits import is_within
from .seen import proved, record_seen
from .subscriptions import Forged, Removed, Sender, TooMany, Unknown, subscribe, unsubscribe
from .vapid import vapid

_LONGEST_REPORT = 1024


@require_POST
def subscribe_view(request: HttpRequest) -> HttpResponse:
    """200 with what holds now; 400, 403 or 429 with a reason.

    A browser that only looks (`"looks": true`) is told `"known": false` where the paper does not have it, and
    `"removed": true` where it is not to come back by itself.
    """
    if not is_within(request, "subscription"):
        return _refused(TooMany())
    try:
        kept = subscribe(read_asked(request.body), _sender(request))
    except (Unknown, Removed) as error:
        return JsonResponse({"known": False, "removed": isinstance(error, Removed), "key": _key()})
    except (BadSubscription, Forged, TooMany) as error:
        return _refused(error)
    if kept.reader_id is not None:
        request.session[DEVICE_IN_SESSION] = kept.pk
    return JsonResponse(_state(kept))


@require_POST
def unsubscribe_view(request: HttpRequest) -> HttpResponse:
    if not is_within(request, "subscription"):
        return _refused(TooMany())
    try:
        unsubscribe(read_asked(request.body))
    except (BadSubscription, Forged) as error:
        return _refused(error)
    return JsonResponse({"ended": True})


@require_POST
def seen_view(request: HttpRequest) -> HttpResponse:
    """`{"proof": "1234.…", "what": "shown" | "opened"}`: 204, as often as it is said; 403 for a proof that is none.

    Asks for no cookie and sets none.
    """
    if not is_within(request, "seen"):
        return JsonResponse({"error": "too many reports from this network"}, status=429)
    said = _report(request.body)
    what = said.get("what")
    if what != "shown" and what != "opened":
        return JsonResponse({"error": "“what” is “shown” or “opened”"}, status=400)
    number = proved(said.get("proof"))
    if number is None:
        return JsonResponse({"error": "the proof is none"}, status=403)
    record_seen(number=number, what=what, now=timezone.now())
    return HttpResponse(status=204)


def _report(body: bytes) -> dict[str, Any]:
    try:
        said = json.loads(body) if len(body) <= _LONGEST_REPORT else None
    except (ValueError, RecursionError):
        said = None
    return said if isinstance(said, dict) else {}


def _state(kept: Subscription) -> dict[str, Any]:
    return {
        "alerts": kept.alerts,
        "edition": kept.edition.slug,
        "topics": list(kept.topics.order_by("slug").values_list("slug", flat=True)),
        "device": kept.device,
        "key": _key(),
    }


def _key() -> str:
    key = vapid()
    return key.public_key if key is not None else ""


def _sender(request: HttpRequest) -> Sender:
    is_reader = request.user.is_authenticated
    return Sender(
        reader=request.user.pk if is_reader else None,
        edition=request.visit.edition,  # type: ignore[attr-defined]
        session=request.session.session_key or "" if is_reader else "",
        address=request.META.get("REMOTE_ADDR", ""),
        user_agent=request.headers.get("User-Agent", "")[:400],
    )


def _refused(error: Exception) -> JsonResponse:
    match error:
        case Forged():
            return JsonResponse({"error": "the secret is not this endpoint's"}, status=403)
        case TooMany():
            return JsonResponse({"error": "too many devices from this network today"}, status=429)
        case _:
            return JsonResponse({"error": str(error)}, status=400)

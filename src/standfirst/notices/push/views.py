"""What a browser says about its subscription, as JSON: `/_/push/…`, and its worker and manifest."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.views.decorators.http import require_POST, require_safe

from standfirst.delivery.responses import shared
from standfirst.newsroom.stories.keys import FURNITURE

from ..signals import DEVICE_IN_SESSION
from .endpoints import BadSubscription
from .subscriptions import Asked, Forged, Sender, TooMany, read_asked, subscribe, unsubscribe
from .vapid import vapid

WORKER = Path(__file__).parent / "worker" / "sw.js"
ICON = "web/icon-192.png"


@require_POST
def subscribe_view(request: HttpRequest) -> HttpResponse:
    """200 with what holds now; 400, 403 or 429 with a reason."""
    try:
        kept = subscribe(read_asked(request.body), _sender(request))
    except (BadSubscription, Forged, TooMany) as error:
        return _refused(error)
    if kept.reader_id is not None:
        request.session[DEVICE_IN_SESSION] = kept.pk
    return JsonResponse({"alerts": kept.alerts, "edition": kept.edition.slug, "device": kept.device})


@require_POST
def unsubscribe_view(request: HttpRequest) -> HttpResponse:
    try:
        asked: Asked = read_asked(request.body)
        unsubscribe(asked)
    except (BadSubscription, Forged) as error:
        return _refused(error)
    return JsonResponse({"ended": True})


def _sender(request: HttpRequest) -> Sender:
    return Sender(
        reader=request.user.pk if request.user.is_authenticated else None,
        edition=request.visit.edition,  # type: ignore[attr-defined]
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


@lru_cache(maxsize=1)
def _worker_source() -> str:
    return WORKER.read_text(encoding="utf-8")


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The one service worker, from the root so that its scope is the whole paper."""
    key = vapid()
    facts = {
        "name": settings.PAPER_NAME,
        "icon": static(ICON),
        "key": key.public_key if key is not None else "",
    }
    source = f"const PAPER = {json.dumps(facts)};\n{_worker_source()}"
    return shared(
        HttpResponse(source, content_type="text/javascript; charset=utf-8"), keys={FURNITURE}, varies=()
    )


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What a device needs to keep the paper beside its applications; without it iOS has no push."""
    edition = request.visit.edition  # type: ignore[attr-defined]
    icons = [
        {"src": static(f"web/{name}.png"), "sizes": size, "type": "image/png", "purpose": purpose}
        for name, size, purpose in (
            ("icon-192", "192x192", "any"),
            ("icon-512", "512x512", "any"),
            ("icon-maskable-512", "512x512", "maskable"),
        )
    ]
    said = {
        "id": "/",
        "name": settings.PAPER_NAME,
        "short_name": settings.PAPER_NAME[:30],
        "lang": edition.language,
        "dir": edition.direction,
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#fefdfb",
        "theme_color": "#fefdfb",
        "icons": icons,
    }
    answer = HttpResponse(json.dumps(said, ensure_ascii=False), content_type="application/manifest+json")
    return shared(answer, keys={FURNITURE})

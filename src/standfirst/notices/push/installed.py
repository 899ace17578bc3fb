"""What a browser keeps of the paper: its one service worker, and the manifest."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from standfirst.delivery.responses import shared
from standfirst.editions.queries import default_edition
from standfirst.newsroom.stories.keys import FURNITURE

from .vapid import vapid

WORKER = Path(__file__).parent / "worker" / "sw.js"
ICON = "web/icon-192.png"


@lru_cache(maxsize=1)
def _worker_source() -> str:
    return WORKER.read_text(encoding="utf-8")


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The one service worker, from the root so that its scope is the whole paper.

    The same for everybody: another one for each edition would be installed anew with every change of edition.
    """
    key = vapid()
    with translation.override(default_edition().language):
        news = _("There is news. Open the paper to read it.")
    facts = {
        "name": settings.PAPER_NAME,
        "news": news,
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

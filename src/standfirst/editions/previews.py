"""What an edition will look like while its form is filled in. Who renders it is filled in by web/wiring.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.models import PreviewableMixin

STRANGER, REGISTERED = "stranger", "registered"

#: Renders a page of an edition that may not be saved yet; `True` is for: as a stranger gets it.
RENDERERS: list[Callable[[HttpRequest, Any, bool], HttpResponse]] = []


class PreviewedEdition(PreviewableMixin):
    """An edition that shows one of its stories behind its wall, with its words."""

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return [(STRANGER, _("As a stranger")), (REGISTERED, _("As a registered reader"))]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return RENDERERS[0](request, self, mode_name != REGISTERED)

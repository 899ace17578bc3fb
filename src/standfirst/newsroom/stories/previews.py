"""Previews: one for each edition, and one for each as a stranger meets the wall there.

A page is composed in web/, so who renders a preview is filled in by web/wiring.py.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from standfirst.editions.models import Edition
from standfirst.editions.queries import all_editions, default_edition, edition_called

STRANGER = "/stranger"

#: Renders a page as an edition shows it; `True` is for: as a stranger gets it. By the name of the page's class.
Renderer = Callable[[HttpRequest, Any, Edition, bool], HttpResponse]
RENDERERS: dict[str, Renderer] = {}


class Previewed:
    """A Wagtail page whose preview is its whole page, in an edition."""

    #: Whether a stranger may see less of it.
    is_walled: ClassVar[bool] = False

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        modes = []
        for edition in all_editions():
            modes.append((edition.slug, edition.name))
            if self.is_walled:
                name = _("%(edition)s, as a stranger") % {"edition": edition.name}
                modes.append((edition.slug + STRANGER, name))
        return modes

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """What the editor sees. A mode that is none of ours shows the default edition."""
        slug, stranger, _rest = (mode_name or "").partition(STRANGER)
        edition = edition_called(slug) or default_edition()
        return RENDERERS[type(self).__name__](request, self, edition, bool(stranger))

"""Addresses for ever: `/world/bridge-reopens-81`, where the number decides."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from anyascii import anyascii
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from standfirst.editions.queries import edition_called

#: Where an address would run into something else, so no section and no edition may be called that.
RESERVED = frozenset(
    {
        "_", "_allauth", "account", "admin", "alerts", "api", "authors", "comments", "edition", "editions",
        "feeds", "following", "gifts", "illegal-content", "media", "newsletters", "newsroom", "notices", "partners",
        "readers", "search", "static", "topics", "well-known",
    }
)  # fmt: skip

LONGEST_SLUG = 80
_SECTION = re.compile(r"[a-z][a-z0-9-]*")
_NAME = re.compile(r"^(?P<slug>.*?)-?(?P<number>\d{1,18})$")


def check_section_slug(slug: str) -> None:
    """Raises ValidationError when a section cannot be called so."""
    if slug in RESERVED:
        raise ValidationError(
            {"slug": _("The paper needs the address “/%(slug)s/” itself.") % {"slug": slug}}
        )
    if edition_called(slug) is not None:
        raise ValidationError({"slug": _("“/%(slug)s/” is the front of an edition.") % {"slug": slug}})
    if not _SECTION.fullmatch(slug):
        raise ValidationError({"slug": _("Small letters, digits and hyphens, and a letter first.")})


def check_standing_slug(slug: str) -> None:
    """Raises ValidationError when a standing page cannot be called so."""
    if slug in RESERVED:
        raise ValidationError({"slug": _("The paper needs the address “/%(slug)s” itself.") % {"slug": slug}})
    if not _SECTION.fullmatch(slug):
        raise ValidationError({"slug": _("Small letters, digits and hyphens, and a letter first.")})


def slug_for(text: str) -> str:
    """An ASCII slug for words in any script; "story" when nothing is left of them."""
    slug = slugify(anyascii(text))[:LONGEST_SLUG].strip("-")
    return slug or "story"


def address_of(*, section: str, slug: str, number: int) -> str:
    return f"/{section}/{slug}-{number}"


def number_in(name: str) -> int | None:
    """The number at the end of "bridge-reopens-81"; None when there is none."""
    found = _NAME.match(name)
    return int(found["number"]) if found else None


def article_at(path: str) -> int | None:
    """The number of the article whose page, or whose thread's, would stand at this path."""
    parts = path.split("/", 3)
    return number_in(parts[2]) if len(parts) > 2 else None


def number_at(address: str) -> int | None:
    """The number of the story that stands at an address of ours, "/world/bridge-reopens-81#cut"; None elsewhere."""
    path = urlsplit(address).path
    return number_in(path.rpartition("/")[2]) if path.count("/") == 2 else None


class Addressed:
    """A Wagtail page whose address is ours, not the tree's."""

    slug: str

    @property
    def address(self) -> str:
        """Where readers find it, from the root of the paper's own address."""
        raise NotImplementedError

    def get_url_parts(self, request: Any = None) -> tuple[int, str, str] | None:
        """Wagtail's “View live” links come from here. A paper has one site; an unsaved page has no address."""
        roots = self._get_site_root_paths(request)  # type: ignore[attr-defined]
        if not roots or self.pk is None:  # type: ignore[attr-defined]
            return None
        return (roots[0].site_id, settings.CONFIGURATION.url, self.address)

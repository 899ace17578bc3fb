"""Addresses for ever: `/world/bridge-reopens-81`, where the number decides."""

from __future__ import annotations

import re
from typing import Any

from anyascii import anyascii
from django.conf import settings
from django.utils.text import slugify

#: Where an address would run into something else, so no section and no edition may be called that.
RESERVED = frozenset(
    {
        "_", "_allauth", "account", "admin", "alerts", "api", "authors", "comments", "edition", "editions",
        "feeds", "following", "media", "newsletters", "newsroom", "notices", "readers", "search", "static",
        "topics", "well-known",
    }
)  # fmt: skip

LONGEST_SLUG = 80
_NAME = re.compile(r"^(?P<slug>.*?)-?(?P<number>\d{1,18})$")


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


class Addressed:
    """A Wagtail page whose address is ours, not the tree's."""

    @property
    def address(self) -> str:
        """Where readers find it, from the root of the paper's own address."""
        raise NotImplementedError

    def get_url_parts(self, request: Any = None) -> tuple[int, str, str] | None:
        site_id = next((paths.site_id for paths in self._get_relevant_site_root_urls(request)), None)  # type: ignore[attr-defined]
        return None if site_id is None else (site_id, settings.WAGTAILADMIN_BASE_URL, self.address)

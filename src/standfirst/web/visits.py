"""What a request proves about its visitor: edition on show, home edition, visitor class."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hmac import compare_digest

from django.conf import settings

from standfirst.access.rules import ANONYMOUS, Visitor
from standfirst.editions import rules
from standfirst.editions.models import Edition
from standfirst.editions.queries import all_editions, default_edition, edition_called

EDGE_SECRET_HEADER = "Standfirst-Edge"
EDGE_COUNTRY_HEADER = "Standfirst-Country"


@dataclass(frozen=True, slots=True)
class Visit:
    """The edition on show, the home edition, and what the visitor's pass proves."""

    edition: Edition
    home: Edition
    visitor: Visitor = ANONYMOUS

    @property
    def variant(self) -> dict[str, str]:
        """What a stored copy may vary by."""
        return {
            "edition": self.edition.slug,
            "home": self.home.slug,
            "visitor": str(self.visitor.visitor_class),
        }


def visit_of(headers: Mapping[str, str], cookies: Mapping[str, str], path: str) -> Visit:
    """Work out the visit from a request. Cookies and headers are strangers' input: nonsense means nothing."""
    default_edition()  # says in words what is missing when there is none
    chosen = rules.choose(
        [edition.face for edition in all_editions()],
        cookie=cookies.get(rules.COOKIE, ""),
        country=trusted_country(headers),
        fixed_home=settings.CONFIGURATION.home_edition,
        asked=path.strip("/").partition("/")[0],
    )
    on_show, home = edition_called(chosen.on_show), edition_called(chosen.home)
    if on_show is None or home is None:  # an edition vanished between two reads
        on_show = home = default_edition()
    return Visit(edition=on_show, home=home, visitor=visitor_of(cookies))


def trusted_country(headers: Mapping[str, str]) -> str:
    """The country an edge names, if the edge knows the secret; else nothing."""
    secret = settings.CONFIGURATION.edge_secret
    said = headers.get(EDGE_SECRET_HEADER, "")
    if not secret or not compare_digest(said.encode(), secret.encode()):
        return ""
    return headers.get(EDGE_COUNTRY_HEADER, "")[:2]


def visitor_of(cookies: Mapping[str, str]) -> Visitor:
    """The visitor class that the pass proves."""
    del cookies
    return ANONYMOUS

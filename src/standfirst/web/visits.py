"""What a request proves about its visitor: edition on show, home edition, visitor class."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from hmac import compare_digest

from django.conf import settings

from standfirst.access import meter_cookies, passes
from standfirst.access.crawlers import Crawler, Crawlers, parse_crawlers
from standfirst.access.meter_cookies import MeterCookie
from standfirst.access.meters import NOTHING_SPENT, today
from standfirst.access.rules import ANONYMOUS, CRAWLER, Visitor, VisitorClass
from standfirst.editions import rules
from standfirst.editions.models import Edition
from standfirst.editions.queries import all_editions
from standfirst.newsroom.stories.addresses import article_at

from .keyring import keyring

EDGE_SECRET_HEADER = "Standfirst-Edge"  # noqa: S105 - the header's name
EDGE_COUNTRY_HEADER = "Standfirst-Country"
#: The edge's secret once more, a blank, and the name of a crawler that the edge has verified. The secret stands here,
#: too, because an edge that knows nothing of crawlers passes on whatever a visitor put into this header.
EDGE_CRAWLER_HEADER = "Standfirst-Crawler"


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
            "visitor": self.visitor_part,
        }

    @property
    def visitor_part(self) -> str:
        """The class, and whether this page's article was granted beyond it."""
        return f"{self.visitor.visitor_class}+" if self.visitor.granted else str(self.visitor.visitor_class)


def visit_of(
    headers: Mapping[str, str],
    cookies: Mapping[str, str],
    path: str,
    editions: tuple[Edition, ...] | None = None,
    visitor: Visitor | None = None,
) -> Visit:
    """Work out the visit from a request. Cookies and headers are strangers' input: nonsense means nothing.

    `editions` are the ones to choose among (all there are, when they are not given); `visitor` what the
    pass proves, where somebody has looked already. Raises LookupError, in words, when the paper has none.
    """
    known = all_editions() if editions is None else editions
    if not known:
        raise LookupError("The paper has no edition yet: run `standfirst init`.")
    chosen = rules.choose(
        [edition.face for edition in known],
        cookie=cookies.get(rules.COOKIE, ""),
        country=trusted_country(headers),
        fixed_home=settings.CONFIGURATION.home_edition,
        asked=rules.named_in(path),
    )
    by_slug = {edition.slug: edition for edition in known}
    home = by_slug[chosen.home]
    who = visitor or visitor_of(cookies, path)
    if who.visitor_class is VisitorClass.ANONYMOUS and trusted_crawler(headers):
        who = CRAWLER
    return Visit(edition=by_slug[chosen.on_show], home=home, visitor=visitor_in(home, who))


def as_now(visit: Visit) -> Visit | None:
    """The same visit in the editions as they are now: it may have waited for its turn while a wall went up.

    None where one of its editions is no more.
    """
    known = {edition.slug: edition for edition in all_editions()}
    edition, home = known.get(visit.edition.slug), known.get(visit.home.slug)
    if edition is None or home is None:
        return None
    return replace(visit, edition=edition, home=home, visitor=visitor_in(home, visit.visitor))


def visitor_in(home: Edition, visitor: Visitor) -> Visitor:
    """The visitor as this home edition takes them: a crawler is nobody where none is granted to read."""
    is_crawler = visitor.visitor_class is VisitorClass.CRAWLER
    return ANONYMOUS if is_crawler and not home.crawlers else visitor


def trusted_country(headers: Mapping[str, str]) -> str:
    """The country an edge names, if the edge knows the secret; else nothing."""
    return headers.get(EDGE_COUNTRY_HEADER, "")[:2] if _is_edge(headers) else ""


def trusted_crawler(headers: Mapping[str, str]) -> Crawler | None:
    """The crawler that an edge has verified, if the edge knows the secret, and if we know the crawler."""
    secret, _blank, name = headers.get(EDGE_CRAWLER_HEADER, "").partition(" ")
    vouches = (
        bool(name)
        and _is_edge(headers)
        and compare_digest(secret.encode(), settings.CONFIGURATION.edge_secret.encode())
    )
    return known_crawlers().called(name.strip()) if vouches else None


def known_crawlers() -> Crawlers:
    """The crawlers that an edition may let read."""
    return _crawlers_from(settings.CONFIGURATION.crawlers)


_crawlers_from = cache(parse_crawlers)


def _is_edge(headers: Mapping[str, str]) -> bool:
    secret, said = settings.CONFIGURATION.edge_secret, headers.get(EDGE_SECRET_HEADER, "")
    return bool(secret) and compare_digest(said.encode(), secret.encode())


def visitor_of(cookies: Mapping[str, str], path: str) -> Visitor:
    """What the visitor's pass and meter prove now for the page at `path`; without them, a stranger."""
    return visitor_at(path, pass_in(cookies), meter_in(cookies))


def visitor_at(path: str, found: passes.Pass | None, meter: MeterCookie) -> Visitor:
    """The visitor as the page at `path` may know them: only what concerns the article that stands there.

    So however much somebody was given or has read on, an article is stored as a few copies.
    """
    visitor, tag = (ANONYMOUS, "") if found is None else (found.visitor, found.tag)
    number = article_at(path)
    granted = visitor.granted & {number}
    spent = NOTHING_SPENT
    if meter is not meter_cookies.EMPTY and not granted:
        day = today(time.time())
        spent = meter.spent(number, day, visitor_class=visitor.visitor_class, tag=tag)
    return replace(visitor, granted=granted, spent=spent)


def meter_in(cookies: Mapping[str, str]) -> MeterCookie:
    """What was read on in this browser; an empty meter when nothing proves it."""
    return meter_cookies.verify(cookies.get(meter_cookies.COOKIE, ""), pass_keys())


def pass_in(cookies: Mapping[str, str]) -> passes.Pass | None:
    """The pass among these cookies, if it verifies and has not ended."""
    text = cookies.get(passes.COOKIE, "")
    return passes.verify(text, pass_keys(), time.time()) if text else None


def pass_keys() -> dict[str, bytes]:
    """The keys whose passes are believed now, by name; the first one signs."""
    return keyring().believed(time.time())

"""Which crawlers there are, what they call themselves, and whose names their addresses must have. Pure.

A name in `User-Agent` proves nothing: it only says that a proof is worth trying (`web/crawlers.py`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

#: As their owners document them. Only domains from which nobody but the crawler itself asks: not Google's
#: `googleusercontent.com` or `google.com`, where fetchers work for whoever starts them.
KNOWN = "googlebot=googlebot.com bingbot=search.msn.com applebot=applebot.apple.com"
_NAME = re.compile(r"[a-z][a-z0-9-]{2,40}")
_DOMAIN = re.compile(r"(?!-)[a-z0-9-]{1,63}(\.(?!-)[a-z0-9-]{1,63})+")
#: Characters of a User-Agent in which a name is looked for.
LOOKED_AT = 400


@dataclass(frozen=True, slots=True)
class Crawler:
    """A crawler by the name in its User-Agent, in small letters; `domains` are those of its machines."""

    name: str
    domains: tuple[str, ...]

    def owns(self, host: str) -> bool:
        """Is this the name of one of its machines?"""
        bare = host.lower().rstrip(".")
        return any(bare.endswith(f".{domain}") for domain in self.domains)


@dataclass(frozen=True, slots=True)
class Crawlers:
    """All crawlers that may be granted to read."""

    known: tuple[Crawler, ...]
    _hint: re.Pattern[str]

    def called(self, name: str) -> Crawler | None:
        return next((crawler for crawler in self.known if crawler.name == name.lower()), None)

    def hinted(self, agent: str) -> Crawler | None:
        """The crawler that this User-Agent claims to be."""
        found = self._hint.search(agent[:LOOKED_AT].lower())
        return self.called(found[0]) if found else None


def parse_crawlers(text: str) -> Crawlers:
    """Read `googlebot=googlebot.com bingbot=search.msn.com,other.example`. Raises ValueError, in words."""
    known = tuple(_parse(part) for part in text.split())
    return make_crawlers(known)


def make_crawlers(known: Sequence[Crawler]) -> Crawlers:
    # The longest first, so that "examplebot-news" is not taken for "examplebot".
    names = sorted((re.escape(crawler.name) for crawler in known), key=len, reverse=True)
    return Crawlers(tuple(known), re.compile("|".join(names) if names else r"(?!)"))


def _parse(part: str) -> Crawler:
    name, _, said = part.lower().partition("=")
    domains = tuple(domain for domain in said.split(",") if domain)
    if not _NAME.fullmatch(name) or not domains or not all(map(_DOMAIN.fullmatch, domains)):
        raise ValueError(f"“{part}” is no crawler: say its name and its domains, as googlebot=googlebot.com")
    return Crawler(name, domains)

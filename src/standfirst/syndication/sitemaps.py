"""Sitemaps (sitemaps.org 0.9). Only fronts have other languages: an article has one address for all editions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import quoteattr

from django.utils.html import escape

from standfirst.editions.queries import all_editions
from standfirst.kit.zones import iso_utc
from standfirst.newsroom.stories.models import Article
from standfirst.newsroom.stories.queries import live_articles, sections, standing_pages, with_sections

from .absolute import absolute

CONTENT_TYPE = "application/xml; charset=utf-8"
PAGE_SIZE = 5000
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def pages_of_articles() -> int:
    """How many sitemaps the articles fill."""
    return -(-live_articles().count() // PAGE_SIZE)


def index(addresses: Iterable[str]) -> str:
    inside = "".join(f"<sitemap><loc>{escape(absolute(address))}</loc></sitemap>" for address in addresses)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="{_SITEMAP}">{inside}</sitemapindex>'


def of_pages() -> str:
    """Fronts, sections and standing pages."""
    addresses = [*(section.address for section in sections()), *(page.address for page in standing_pages())]
    return _urlset([*_fronts(), *map(_url, addresses)])


def of_articles(page: int) -> str:
    """One page of articles, counted from 1; a story keeps its place while none before it is taken down."""
    first = (page - 1) * PAGE_SIZE
    stories = live_articles().order_by("pk").defer("body", "standfirst")[first : first + PAGE_SIZE]
    return _urlset(_article(story) for story in with_sections(list(stories)))


def _article(story: Article) -> str:
    changed = story.revised_at or story.last_published_at or story.first_published_at
    return _url(story.address, f"<lastmod>{iso_utc(changed)}</lastmod>" if changed else "")


def _fronts() -> Iterator[str]:
    editions = all_editions()
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang={quoteattr(other.language)} '
        f"href={quoteattr(absolute(f'/{other.slug}/'))}/>"
        for other in editions
    )
    for edition in editions:
        yield _url(f"/{edition.slug}/", others if len(editions) > 1 else "")


def _url(address: str, more: str = "") -> str:
    return f"<url><loc>{escape(absolute(address))}</loc>{more}</url>"


def _urlset(urls: Iterable[str]) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{_SITEMAP}" '
        f'xmlns:xhtml="http://www.w3.org/1999/xhtml">{"".join(urls)}</urlset>'
    )

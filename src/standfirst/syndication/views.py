"""Articles for machines: feeds, sitemaps and the two small text files."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from standfirst.delivery.responses import shared
from standfirst.editions.models import Edition
from standfirst.editions.queries import all_editions, edition_called
from standfirst.newsroom.stories import keys
from standfirst.newsroom.stories.models import Article, Section
from standfirst.newsroom.stories.queries import in_section, live_articles, with_authors, with_sections

from . import feeds, sitemaps
from .absolute import absolute

#: Addresses that robots have no business at; web/wiring.py adds those that are personal.
CLOSED = ["/search"]
TEXT = "text/plain; charset=utf-8"
#: How long security.txt is good for (RFC 9116 wants less than a year), and when it is written anew.
GOOD_FOR, WRITTEN_ANEW = timedelta(days=180), timedelta(days=30)


@require_safe
def edition_feed(request: HttpRequest, edition: str) -> HttpResponse:
    """`/feeds/uk.atom`"""
    chosen = _edition(edition)
    return _feed(request, chosen, list(live_articles(chosen)[: feeds.SIZE]))


@require_safe
def section_feed(request: HttpRequest, edition: str, section: str) -> HttpResponse:
    """`/feeds/uk/world.atom`"""
    chosen = _edition(edition)
    found = get_object_or_404(Section.objects.live(), slug=section)
    return _feed(request, chosen, list(in_section(found, chosen)[: feeds.SIZE]), found)


def _edition(slug: str) -> Edition:
    edition = edition_called(slug)
    if edition is None:
        raise Http404
    return edition


def _feed(
    request: HttpRequest, edition: Edition, stories: list[Article], section: Section | None = None
) -> HttpResponse:
    with translation.override(edition.language):
        text = feeds.feed_of(
            edition, with_authors(with_sections(stories)), address=request.path, section=section
        )
    response = HttpResponse(text, content_type=feeds.CONTENT_TYPE)
    page_keys = {keys.LATEST, keys.FURNITURE, keys.edition_key(edition), *keys.keys_of_list(stories)}
    page_keys |= {keys.section_key(story.section) for story in stories}  # it may have a new wall
    return shared(response, keys=page_keys, varies=())


@require_safe
def sitemap_index(_request: HttpRequest) -> HttpResponse:
    pages = range(1, sitemaps.pages_of_articles() + 1)
    addresses = ["/sitemaps/pages.xml", *(f"/sitemaps/articles-{page}.xml" for page in pages)]
    return _map(sitemaps.index(addresses))


@require_safe
def sitemap_of_pages(_request: HttpRequest) -> HttpResponse:
    return _map(sitemaps.of_pages())


@require_safe
def sitemap_of_articles(_request: HttpRequest, number: str) -> HttpResponse:
    page = int(number)
    if not 1 <= page <= sitemaps.pages_of_articles():
        raise Http404
    return _map(sitemaps.of_articles(page))


def _map(text: str) -> HttpResponse:
    response = HttpResponse(text, content_type=sitemaps.CONTENT_TYPE)
    editions = {keys.edition_key(edition) for edition in all_editions()}
    return shared(response, keys={keys.LATEST, keys.FURNITURE, *editions}, varies=())


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """What robots may read: everything that a stranger may, but what is personal or endless."""
    rules = [f"Disallow: {prefix}" for prefix in sorted(set(CLOSED))]
    lines = ["User-agent: *", *rules, "", f"Sitemap: {absolute('/sitemap.xml')}"]
    return shared(HttpResponse("\n".join(lines) + "\n", content_type=TEXT), keys={keys.FURNITURE}, varies=())


@require_safe
def security(_request: HttpRequest) -> HttpResponse:
    """`/.well-known/security.txt` (RFC 9116): where to tell of a hole."""
    now = timezone.now()
    languages = ", ".join(sorted({edition.language.partition("-")[0] for edition in all_editions()}))
    lines = [
        f"Contact: {absolute('/contact')}",
        f"Expires: {(now + GOOD_FOR).strftime('%Y-%m-%dT%H:%M:%SZ')}",
        f"Preferred-Languages: {languages}",
        f"Canonical: {absolute('/.well-known/security.txt')}",
    ]
    response = HttpResponse("\n".join(lines) + "\n", content_type=TEXT)
    return shared(response, keys={keys.FURNITURE}, varies=(), until=now + WRITTEN_ANEW)

"""Feeds: Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1, of views that are already cut.

The public ones are Atom with headline, standfirst and the lead, as a stranger of any edition gets them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.html import escape

from standfirst.access.rules import DEFAULT_PARAGRAPHS
from standfirst.editions.models import Edition
from standfirst.editions.queries import all_editions
from standfirst.kit.zones import iso_utc
from standfirst.newsroom.stories.models import Article, Section
from standfirst.newsroom.stories.reading import ArticleView, decision_for_all, read_article

from .absolute import absolute
from .html import html_of

SIZE = 30
CONTENT_TYPE = "application/atom+xml; charset=utf-8"
RSS_TYPE = "application/rss+xml; charset=utf-8"
JSON_TYPE = "application/feed+json; charset=utf-8"


class Atom(Atom1Feed):
    """Django's Atom feed, with what may be read of each story beside its standfirst."""

    def root_attributes(self) -> dict[str, Any]:
        return {**super().root_attributes(), "xml:base": absolute("/")}  # links in stories may be short

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        if item["content"]:
            handler.addQuickElement("content", item["content"], {"type": "html"})


class Rss(Rss201rev2Feed):
    """Django's RSS feed, with what may be read of each story in `content:encoded`."""

    def rss_attributes(self) -> dict[str, Any]:
        return {**super().rss_attributes(), "xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        if item["content"]:
            handler.addQuickElement("content:encoded", item["content"])


@dataclass(frozen=True, slots=True)
class Head:
    """What a feed says of itself. `address` is its own, as it may be told."""

    title: str
    link: str
    address: str
    language: str


def head_of(edition: Edition, *, address: str, section: Section | None = None) -> Head:
    title = f"{settings.PAPER_NAME}: {section.name_in(edition) if section else edition.name}"
    front = section.address if section else f"/{edition.slug}/"
    return Head(title, absolute(front), absolute(address), edition.language)


def feed_of(
    edition: Edition, stories: Sequence[Article], *, address: str, section: Section | None = None
) -> str:
    """The public feed of these stories. No more than a lead, even of an open one: who reads on, reads here."""
    editions = all_editions()
    views = (
        read_article(story, edition=edition, decision=decision_for_all(story, editions)) for story in stories
    )
    return atom(head_of(edition, address=address, section=section), views, room=DEFAULT_PARAGRAPHS)


def atom(head: Head, views: Iterable[ArticleView], *, room: int | None = None) -> str:
    """`room`: paragraphs that are told of each story; None for all that are in view."""
    feed = Atom(
        title=head.title, link=head.link, description=None, language=head.language,
        feed_url=head.address, feed_guid=head.address,
    )  # fmt: skip
    return _written(feed, views, room)


def rss(head: Head, views: Iterable[ArticleView], *, room: int | None = None) -> str:
    feed = Rss(
        title=head.title,
        link=head.link,
        description=head.title,
        language=head.language,
        feed_url=head.address,
    )
    return _written(feed, views, room)


def _written(feed: Atom | Rss, views: Iterable[ArticleView], room: int | None) -> str:
    for view in views:
        published = view.first_published or datetime.fromtimestamp(0, UTC)
        feed.add_item(
            title=view.headline,
            link=absolute(view.address),
            description=escape(view.standfirst_text),
            unique_id=_identity(view),
            pubdate=published,
            updateddate=view.revised or published,
            author_name=", ".join(_authors(view)),
            categories=_tags(view),
            content=html_of(view.blocks, room),
        )
    return str(feed.writeString("utf-8"))


def json_feed(head: Head, views: Iterable[ArticleView], *, room: int | None = None) -> str:
    """JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""
    said = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": head.title,
        "home_page_url": head.link,
        "feed_url": head.address,
        "language": head.language,
        "items": [_item(view, head, room) for view in views],
    }
    return json.dumps(said, ensure_ascii=False)


def _item(view: ArticleView, head: Head, room: int | None) -> dict[str, Any]:
    item = {
        "id": _identity(view),
        "url": absolute(view.address),
        "title": view.headline,
        "summary": view.standfirst_text,
        "content_html": html_of(view.blocks, room),
        "date_published": iso_utc(view.first_published) if view.first_published else "",
        "date_modified": iso_utc(view.revised) if view.revised else "",
        "authors": [{"name": name} for name in _authors(view)],
        "tags": _tags(view),
        "language": view.language or head.language,
    }
    # JSON Feed asks for content even where there is none.
    return {name: value for name, value in item.items() if value or name == "content_html"}


def _identity(view: ArticleView) -> str:
    return absolute(f"/{view.number}")


def _authors(view: ArticleView) -> list[str]:
    return [author.name for author in view.authors] or [settings.PAPER_NAME]


def _tags(view: ArticleView) -> list[str]:
    return [name for name in (view.section_name, view.label) if name]

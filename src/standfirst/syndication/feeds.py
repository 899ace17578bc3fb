"""Feeds (Atom, RFC 4287): headline, standfirst and the lead, as a stranger of the edition gets them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from standfirst.access.rules import ANONYMOUS, DEFAULT_PARAGRAPHS
from standfirst.editions.models import Edition
from standfirst.newsroom.stories.cut import Block, Heading, ListBlock, Paragraph, PictureBlock, Quote, weight
from standfirst.newsroom.stories.models import Article, Section
from standfirst.newsroom.stories.reading import ArticleView, decision_for, read_article

from .absolute import absolute

SIZE = 30
CONTENT_TYPE = "application/atom+xml; charset=utf-8"


class Atom(Atom1Feed):
    """Django's Atom feed, with the lead of each story beside its standfirst."""

    def root_attributes(self) -> dict[str, Any]:
        return {**super().root_attributes(), "xml:base": absolute("/")}  # links in stories may be short

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        if item["lead"]:
            handler.addQuickElement("content", item["lead"], {"type": "html"})


def feed_of(
    edition: Edition, stories: Sequence[Article], *, address: str, section: Section | None = None
) -> str:
    """A feed of these stories. `address` is its own."""
    title = f"{settings.PAPER_NAME}: {section.name_in(edition) if section else edition.name}"
    front = section.address if section else f"/{edition.slug}/"
    feed = Atom(
        title=title, link=absolute(front), description=None, language=edition.language,
        feed_url=absolute(address), feed_guid=absolute(address),
    )  # fmt: skip
    for story in stories:
        decision = decision_for(story, home=edition, visitor=ANONYMOUS)
        _add(feed, read_article(story, edition=edition, decision=decision))
    return str(feed.writeString("utf-8"))


def _add(feed: Atom, view: ArticleView) -> None:
    published = view.first_published or datetime.fromtimestamp(0, UTC)
    feed.add_item(
        title=view.headline,
        link=absolute(view.address),
        description=escape(view.standfirst_text),
        unique_id=absolute(f"/{view.number}"),
        pubdate=published,
        updateddate=view.revised or published,
        author_name=", ".join(author.name for author in view.authors) or settings.PAPER_NAME,
        categories=[name for name in (view.section_name, view.label) if name],
        lead="".join(_html(view.blocks)),
    )


def _html(blocks: Sequence[Block]) -> Iterator[str]:
    """No more than a lead, even of an open story: who reads on, reads here."""
    room = DEFAULT_PARAGRAPHS
    for block in blocks:
        if room <= 0:
            return
        room -= weight(block)
        match block:
            case Paragraph(html):
                yield f"<p>{html}</p>"
            case Heading(text):
                yield f"<h2>{escape(text)}</h2>"
            case Quote(text, speaker):
                yield f"<blockquote><p>{escape(text)}</p><p>{escape(speaker)}</p></blockquote>"
            case ListBlock(items, ordered):
                kind = "ol" if ordered else "ul"
                yield f"<{kind}>{''.join(f'<li>{item}</li>' for item in items)}</{kind}>"
            case PictureBlock():
                continue

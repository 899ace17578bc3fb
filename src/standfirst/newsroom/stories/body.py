"""The named doors to a body, and the only module that touches `Article.body`.

Three doors, and a check knows all three: `blocks_for_answer` (used by `reading.py` alone: what may be shown to
anybody), `blocks_for_newsroom` (search text, topics, compare: never an answer to a reader) and `write_body`
(editor's helpers and transfer).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

import nh3
from wagtail.rich_text import expand_db_html

from .cut import Block, Heading, ListBlock, Paragraph, PictureBlock, Quote
from .models import Article

_PARAGRAPH = re.compile(r"<p\b[^>]*>(.*?)</p>", re.DOTALL)
_EMPTY = re.compile(r"(?:<[^>]*>|\s|&nbsp;)*")
_ALLOWED = {"a", "b", "br", "em", "i", "strong"}


def blocks_for_answer(article: Article) -> tuple[Block, ...]:
    """The body as flat, counted blocks, for `reading.py` to cut before anybody sees it."""
    return tuple(_flatten(article.body))


def blocks_for_newsroom(article: Article) -> tuple[Block, ...]:
    """The same for eyes inside the newsroom, and for a search index that cuts it itself."""
    return tuple(_flatten(article.body))


def write_body(article: Article, blocks: Iterable[Block]) -> None:
    """Replace the body. The article is not saved."""
    raw = [dict(zip(("type", "value"), _as_stream(block), strict=True)) for block in blocks]
    article.body = json.dumps(raw)  # as it is stored: pictures by number


def _flatten(stream: Any) -> Iterator[Block]:
    for child in stream:
        value = child.value
        match child.block_type:
            case "paragraph":
                yield from (Paragraph(clean_inline(html)) for html in paragraphs_in(value.source))
            case "heading":
                yield Heading(str(value))
            case "quote":
                yield Quote(value["text"], value["speaker"])
            case "list":
                yield ListBlock(
                    tuple(clean_inline(_without_p(item.source)) for item in value["items"]),
                    bool(value["ordered"]),
                )
            case "picture" if value["picture"] is not None:
                picture = value["picture"]
                yield PictureBlock(
                    picture.pk,
                    value["alt"] or picture.alt,
                    value["caption"] or picture.caption,
                    value["credit"] or picture.credit,
                )


def paragraphs_in(source: str) -> list[str]:
    """The inner HTML of each paragraph in a rich text; text outside any `<p>` is one paragraph."""
    found = [inner for inner in _PARAGRAPH.findall(source) if not _EMPTY.fullmatch(inner)]
    if found or _EMPTY.fullmatch(source):
        return found
    return [source]


def clean_inline(html: str) -> str:
    """Links, emphasis and line breaks; nothing else survives, whoever wrote it."""
    expanded = expand_db_html(html) if "linktype" in html else html
    return nh3.clean(
        expanded,
        tags=_ALLOWED,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


def _without_p(source: str) -> str:
    return "<br>".join(paragraphs_in(source))


def _as_stream(block: Block) -> tuple[str, Any]:
    match block:
        case Paragraph(html):
            return ("paragraph", f"<p>{html}</p>")
        case Heading(text):
            return ("heading", text)
        case Quote(text, speaker):
            return ("quote", {"text": text, "speaker": speaker})
        case ListBlock(items, ordered):
            return ("list", {"items": [f"<p>{item}</p>" for item in items], "ordered": ordered})
        case PictureBlock(picture, alt, caption, credit):
            return ("picture", {"picture": picture, "alt": alt, "caption": caption, "credit": credit})

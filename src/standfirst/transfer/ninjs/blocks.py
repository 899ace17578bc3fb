"""What a body is before its pictures are in the library: the newsroom's blocks, and places where a picture goes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from standfirst.newsroom.stories.cut import Block, Heading, ListBlock, Paragraph, Quote

_TAG = re.compile(r"<[^>]*>")
_NOT_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class PicturePlace:
    """A picture stands here. `names` are what may tell which one: a reference, an identifier, an address."""

    names: tuple[str, ...] = ()
    alt: str = ""
    caption: str = ""
    credit: str = ""


WireBlock = Block | PicturePlace


def bare(text: str) -> str:
    """Letters and digits alone, in lower case: what is left to compare when markup, spaces and quotes differ."""
    return _NOT_WORD.sub("", _TAG.sub("", text)).casefold()


def text_of(block: WireBlock) -> str:
    """The words of a block, with markup; "" for pictures."""
    match block:
        case Paragraph(html):
            return html
        case Heading(text) | Quote(text):
            return text
        case ListBlock(items):
            return " ".join(items)
        case _:
            return ""


def without_repeats(blocks: list[WireBlock], *, headline: str, by: str) -> list[WireBlock]:
    """Without what the page prints already: the headline as a heading or as the first line, and the byline."""
    title, byline = bare(headline), bare(by)
    kept: list[WireBlock] = []
    begun = False
    for block in blocks:
        words = bare(text_of(block))
        repeats = isinstance(block, Heading) and words == title
        if not begun and isinstance(block, Paragraph):
            repeats = words == title or (bool(byline) and words == byline)
        if not repeats:
            kept.append(block)
            begun = begun or bool(words)
    return kept

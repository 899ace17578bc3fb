"""What stands below a story's cut, for the paper's own guard: the canary, which listens for it where it may not be.

Never an answer to a reader. What it says stays with the operator who asks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import strip_tags

from standfirst.access.rules import ANONYMOUS, Extent
from standfirst.editions.models import Edition

from .body import blocks_for_newsroom
from .cut import Block, Heading, ListBlock, Paragraph, PictureBlock, Quote, cut
from .models import Article
from .reading import decision_for


@dataclass(frozen=True, slots=True)
class Piece:
    """A text in a body, and what it is."""

    kind: str
    text: str


def divided(article: Article, home: Edition) -> tuple[list[Piece], list[Piece]]:
    """What a stranger at `home` gets of a body, and what they do not."""
    blocks = blocks_for_newsroom(article)
    decision = decision_for(article, home=home, visitor=ANONYMOUS)
    if decision.extent is Extent.WHOLE:
        return _pieces(blocks), []
    if decision.extent is Extent.NOTHING:
        return [], _pieces(blocks)
    pieces = cut(blocks, decision.paragraphs)
    return _pieces(pieces.lead), _pieces(pieces.below)


def _pieces(blocks: Iterable[Block]) -> list[Piece]:
    return [piece for block in blocks for piece in _texts(block) if piece.text.strip()]


def _texts(block: Block) -> list[Piece]:
    match block:
        case Paragraph(html):
            return [Piece("a paragraph", _said(html))]
        case Heading(text):
            return [Piece("a heading", text)]
        case Quote(text, speaker):
            return [Piece("a quote", text), Piece("who said a quote", speaker)]
        case ListBlock(items):
            return [Piece("an item of a list", _said(item)) for item in items]
        case PictureBlock():
            return [
                Piece("a picture's alternative text", block.alt),
                Piece("a picture's caption", block.caption),
                Piece("a picture's credit", block.credit),
            ]


def _said(html: str) -> str:
    return strip_tags(html.replace("<br>", " "))

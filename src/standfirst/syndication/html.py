"""The blocks of an `ArticleView` as HTML for feeds: no pictures, whose rights go with no feed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.html import escape

from standfirst.newsroom.stories.cut import Block, Heading, ListBlock, Paragraph, PictureBlock, Quote, weight


def html_of(blocks: Sequence[Block], room: int | None = None) -> str:
    """All of them, or as many as have room: paragraphs and list items are counted, as at the wall."""
    return "".join(_parts(blocks, room))


def _parts(blocks: Sequence[Block], room: int | None) -> Iterator[str]:
    for block in blocks:
        if room is not None:
            if room <= 0:
                return
            room -= weight(block)
        match block:
            case Paragraph(html):
                yield f"<p>{html}</p>"
            case Heading(text):
                yield f"<h2>{escape(text)}</h2>"
            case Quote(text, speaker):
                said = f"<p>{escape(speaker)}</p>" if speaker else ""
                yield f"<blockquote><p>{escape(text)}</p>{said}</blockquote>"
            case ListBlock(items, ordered, start):
                kind = "ol" if ordered else "ul"
                begins = f' start="{start}"' if ordered and start != 1 else ""
                yield f"<{kind}{begins}>{''.join(f'<li>{item}</li>' for item in items)}</{kind}>"
            case PictureBlock():
                continue

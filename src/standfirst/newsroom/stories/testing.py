"""Makers for tests."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from .body import write_body
from .cut import Block, Paragraph
from .models import Article, Section

FIRST_PUBLISHED = datetime(2023, 9, 12, 9, 57, tzinfo=UTC)
#: Stands in the fifth paragraph of a made story: below the cut of a wall after three.
CANARY = "xanthocanary"


def nine_paragraphs() -> list[Block]:
    return [Paragraph(f"Paragraph {n} of the story{' ' + CANARY if n == 5 else ''}.") for n in range(1, 10)]


def make_story(
    *, section: Section, title: str = "Bridge reopens", blocks: list[Block] | None = None, **fields: Any
) -> Article:
    """A live story, as an editor's “Publish” leaves it."""
    values: dict[str, Any] = {
        "label": "Analysis",
        "standfirst": "The ferry is no longer the only way across.",
        "first_published_at": FIRST_PUBLISHED,
    }
    story = Article(title=title, **{**values, **fields})
    write_body(story, nine_paragraphs() if blocks is None else blocks)
    section.add_child(instance=story)
    story.save_revision().publish()
    return Article.objects.get(pk=story.pk)

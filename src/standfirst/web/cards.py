"""A story as fronts and lists show it. Nothing here comes from a body."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from standfirst.editions.models import Edition
from standfirst.newsroom.pictures.queries import Sources, sources_for
from standfirst.newsroom.stories.models import Article, Author
from standfirst.newsroom.stories.queries import authors_of

#: What papers call the opinions they print, in the languages we know; a label in another one is news.
OPINIONS = frozenset({"opinion", "comment", "column", "meinung", "kommentar", "kolumne", "ledare", "debatt"})


@dataclass(frozen=True, slots=True)
class Card:
    """A story on a front or in a list."""

    number: int
    address: str
    label: str
    headline: str
    standfirst: str
    authors: tuple[Author, ...]
    section_name: str
    section_address: str
    published: datetime | None
    language: str
    files: Sources | None

    @property
    def is_opinion(self) -> bool:
        return self.label.casefold() in OPINIONS


def cards_of(stories: Iterable[Article], edition: Edition | None) -> list[Card]:
    """Cards in an edition's words, for stories that know their sections: three queries, however many stories."""
    shown = list(stories)
    files = sources_for(story.lead_picture_id for story in shown if story.lead_picture_id)
    authors = authors_of(shown)
    return [
        Card(
            number=story.number,
            address=story.address,
            label=story.label,
            headline=story.headline,
            standfirst=story.standfirst,
            authors=authors.get(story.number, ()),
            section_name=story.section.name_in(edition),
            section_address=story.section.address,
            published=story.first_published_at,
            language=story.language,
            files=files.get(story.lead_picture_id),
        )
        for story in shown
    ]

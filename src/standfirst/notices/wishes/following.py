"""Following an author, a section or a topic: a reader's own business, which no shared page knows of."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Model

from standfirst.newsroom.stories.models import Author, Section, Topic
from standfirst.readers.models import Reader

from ..models import Followed

Subject = Author | Section | Topic
#: So many authors, sections and topics in all: nobody reads more.
MOST = 300


class TooManyFollowed(ValueError):
    """A reader follows as many as anybody may."""


def subject_called(kind: str, number: int) -> Subject | None:
    """The author, section or topic of this number; None when there is none, or none to be seen."""
    match kind:
        case "author":
            return Author.objects.filter(pk=number).first()
        case "section":
            return Section.objects.live().filter(pk=number).first()
        case "topic":
            return Topic.objects.filter(pk=number).first()
    return None


@transaction.atomic
def follow(*, reader: int, subject: Subject) -> bool:
    """Hear of its new stories from now on; False when that was so already. Raises TooManyFollowed."""
    # One at a time for each reader, so that the number holds.
    Reader.objects.select_for_update(no_key=True).filter(pk=reader).first()
    column: dict[str, Any] = {kind_of(subject): subject}
    mine = Followed.objects.filter(reader=reader)
    if mine.filter(**column).exists():
        return False
    if mine.count() >= MOST:
        raise TooManyFollowed
    return Followed.objects.get_or_create(reader_id=reader, **column)[1]


def unfollow(*, reader: int, subject: Subject) -> bool:
    """Hear of them no longer; False when that was so already."""
    return bool(Followed.objects.filter(reader=reader, **{kind_of(subject): subject}).delete()[0])


def follows(*, reader: int, subject: Subject) -> bool:
    return Followed.objects.filter(reader=reader, **{kind_of(subject): subject}).exists()


def followed_by(reader: int) -> list[Followed]:
    """What a reader follows: authors, sections, topics, each by name."""
    found = Followed.objects.filter(reader=reader).select_related(*Followed.SUBJECTS)
    return sorted(found, key=lambda row: (Followed.SUBJECTS.index(kind_of(row.subject)), str(row.subject)))


def kind_of(subject: Model) -> str:
    """ "author", "section" or "topic": the column's name, and what stands in addresses."""
    return type(subject).__name__.lower()

"""Where a story stands in the paper: section, topics, authors and slug; and its body."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Page

from standfirst.editions.queries import edition_called
from standfirst.newsroom.stories.actions import make_root, make_section
from standfirst.newsroom.stories.addresses import RESERVED, slug_for
from standfirst.newsroom.stories.body import write_body
from standfirst.newsroom.stories.cut import Block, PictureBlock
from standfirst.newsroom.stories.models import Article, Author, Byline, Section, Topic

from .mapping import StoryFields
from .placing import Placed

#: Where a story goes that names no section of this paper.
DEFAULT_SECTION = "news"
MOST_TOPICS = 30


def section_and_topics(fields: StoryFields, *, wanted: str) -> tuple[Section, list[Topic]]:
    """The section that was asked for, else the one the file names, else one that a subject is called; else News.

    The subjects that are no section are topics.
    """
    subjects = list(fields.subjects)
    section = _section(wanted) if wanted else None
    if section is None and fields.section:
        section = _section(fields.section) if may_be_section(fields.section) else None
    if section is None:
        called = {subject: found for subject in subjects if (found := section_called(subject)) is not None}
        for subject, found in called.items():
            section = found
            subjects.remove(subject)
            break
    topics = [topic for subject in subjects[:MOST_TOPICS] if (topic := _topic(subject)) is not None]
    return section or _section(_("News"), slug=DEFAULT_SECTION), list(dict.fromkeys(topics))


def section_called(name: str) -> Section | None:
    """By slug, by title or by what an edition calls it, whatever the case."""
    wanted = name.strip()
    return (
        Section.objects.filter(slug=slug_for(name)).first()
        or Section.objects.filter(title__iexact=wanted).first()
        or Section.objects.filter(names__name__iexact=wanted).order_by("path").first()
    )


def may_be_section(name: str) -> bool:
    """Whether a section may be called that: not where its address would run into something else."""
    if section_called(name) is not None:
        return True
    slug = slug_for(name)
    taken = Page.objects.child_of(make_root()).filter(slug=slug).exists()
    return not (slug in RESERVED or edition_called(slug) or taken or not slug[0].isalpha())


def _section(name: str, slug: str = "") -> Section:
    title = name if name != name.lower() else name.replace("-", " ").capitalize()
    return section_called(slug or name) or make_section(title=title[:255], slug=slug or slug_for(name))


def _topic(name: str) -> Topic | None:
    slug = slug_for(name)
    if len(name) > 120 or (slug == "story" and not slugify(name)):
        return None
    topic, _made = Topic.objects.get_or_create(slug=slug, defaults={"name": name})
    return topic


def bylines_of(names: Iterable[str]) -> list[Byline]:
    """A byline for each author, in order; an author whom nobody knew is made."""
    made: dict[int, Byline] = {}
    for name in names:
        author, _made = Author.objects.get_or_create(slug=slug_for(name), defaults={"name": name})
        made.setdefault(author.pk, Byline(author=author, sort_order=len(made)))
    return list(made.values())


def free_slug(headline: str, section: Section) -> str:
    """A slug that no sibling has; its number makes the address unique anyway."""
    slug = slug_for(headline)
    taken = set(Page.objects.child_of(section).filter(slug__startswith=slug).values_list("slug", flat=True))
    number = 2
    free = slug
    while free in taken:
        free = f"{slug}-{number}"
        number += 1
    return free


def write_story(article: Article, placed: list[tuple[Block | Placed, int | None]]) -> None:
    """Write the body; a picture that could not be taken has no number and no place."""
    blocks: list[Block] = []
    for block, picture in placed:
        if not isinstance(block, Placed):
            blocks.append(block)
        elif picture is not None:
            blocks.append(PictureBlock(picture, "", "", ""))
    write_body(article, blocks)

"""The demo's editions, sections, authors, pictures and stories into the newsroom, through its own verbs."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from django.db import transaction

from standfirst.editions.models import Edition
from standfirst.newsroom.pictures.actions import add_picture
from standfirst.newsroom.pictures.metadata import PictureWords
from standfirst.newsroom.pictures.models import Picture
from standfirst.newsroom.stories.actions import call_section, make_section
from standfirst.newsroom.stories.addresses import slug_for
from standfirst.newsroom.stories.body import write_body
from standfirst.newsroom.stories.cut import PictureBlock
from standfirst.newsroom.stories.models import Article, Author, Byline, Section, Topic
from standfirst.newsroom.stories.section_names import SectionName

from .reading import Drawn, Story


def make_sections(sections: list[dict[str, Any]]) -> dict[str, Section]:
    made = {}
    for order, section in enumerate(sections, start=1):
        found = make_section(title=section["title"], slug=section["slug"], order=order * 10)
        named = SectionName.objects.filter(section=found).values("edition")
        for edition in Edition.objects.filter(slug__in=section["names"]).exclude(pk__in=named):
            call_section(found, edition=edition, name=section["names"][edition.slug])
        made[section["slug"]] = found
    return made


def make_authors(authors: list[dict[str, Any]]) -> dict[str, Author]:
    return {
        author["name"]: Author.objects.get_or_create(
            slug=slug_for(author["name"]),
            defaults={"name": author["name"], "role": author["role"], "about": author["about"]},
        )[0]
        for author in authors
    }


@transaction.atomic
def publish(
    story: Story,
    *,
    section: Section,
    authors: Mapping[str, Author],
    drawings: Mapping[Drawn, Future[bytes]],
    now: datetime,
) -> Article:
    """Publish one story as an editor would. Its time is so many hours before `now`."""
    head = story.head
    first_published = now - timedelta(hours=head["hours"])
    article = Article(
        title=head["headline"],
        slug=slug_for(head["headline"]),
        label=head.get("label", ""),
        standfirst=head["standfirst"],
        language=head.get("language", "en"),
        wall=head.get("wall", ""),
        source=head.get("source", ""),
        uri=f"urn:standfirst:demo:{story.name}",
        uri_version="1",
        lead_picture=_picture(story.lead, drawings),
        live=False,
    )
    second = _picture(story.second, drawings)
    blocks = [
        PictureBlock(second.pk, "", "", "") if block is None and second else block for block in story.blocks
    ]
    write_body(article, [block for block in blocks if block is not None])
    article.bylines = [
        Byline(author=authors[name], sort_order=place) for place, name in enumerate(head.get("authors", []))
    ]
    article.topics = [_topic(name) for name in head.get("topics", [])]
    article.editions = list(Edition.objects.filter(slug__in=head.get("editions", ["uk", "us"])))
    Section.objects.get(pk=section.pk).add_child(instance=article)
    article.first_published_at = first_published
    article.save_revision(log_action=True).publish()
    return Article.objects.get(pk=article.pk)


def _picture(drawn: Drawn | None, drawings: Mapping[Drawn, Future[bytes]]) -> Picture | None:
    if drawn is None:
        return None
    words = PictureWords(title=drawn.caption[:80], alt=drawn.alt, caption=drawn.caption, credit=drawn.credit)
    return add_picture(
        file=BytesIO(drawings[drawn].result()), name=f"{drawn.scene}-{drawn.seed}.jpg", words=words
    )


def _topic(name: str) -> Topic:
    return Topic.objects.get_or_create(slug=slug_for(name), defaults={"name": name})[0]

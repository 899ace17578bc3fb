"""What a partner gets: which stories, and of each a view that is cut as the agreement says."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from standfirst.editions.models import Edition
from standfirst.kit.zones import iso_utc
from standfirst.newsroom.stories.models import Article, Section
from standfirst.newsroom.stories.queries import find, live_articles, with_authors, with_sections
from standfirst.newsroom.stories.reading import ArticleView, decision_for, read_article

from .absolute import absolute
from .html import html_of
from .models import Partner
from .partners import Refused

#: Stories in one feed.
SIZE = 50


def edition_for(partner: Partner, slug: str = "") -> Edition:
    """The edition that is asked for, or the agreement's first. Raises Refused."""
    editions = list(partner.editions.all())
    found = next((edition for edition in editions if edition.slug == slug or not slug), None)
    if found is None:
        raise Refused(403, _("This key is not for this edition."))
    return found


def section_for(partner: Partner, slug: str) -> Section:
    """The section that is asked for. Raises Refused."""
    agreed = list(partner.sections.all())
    found = Section.objects.live().filter(slug=slug).first()
    if found is None or (agreed and found not in agreed):
        raise Refused(403, _("This key is not for this section."))
    return found


def check_format(partner: Partner, wanted: str) -> None:
    """Raises Refused where the agreement is for other formats."""
    if wanted not in partner.formats:
        raise Refused(403, _("This key is not for this format."))


def views_for(partner: Partner, edition: Edition, section: Section | None = None) -> list[ArticleView]:
    """The newest stories of the agreement, in this edition, cut for this partner."""
    stories = _agreed(partner, live_articles(edition), [section] if section else list(partner.sections.all()))
    return [_view(partner, story, edition) for story in with_authors(with_sections(list(stories[:SIZE])))]


def view_for(partner: Partner, number: int) -> tuple[ArticleView, Edition]:
    """One story of the agreement, in the first of its editions that has it. Raises Refused (404)."""
    found = find(number)
    if found is not None and found.is_live:
        for edition in partner.editions.all():
            stories = _agreed(partner, live_articles(edition), list(partner.sections.all()))
            if stories.filter(pk=number).exists():
                return _view(partner, found.article, edition), edition
    raise Refused(404, _("There is no such story for this key."))


def _agreed(partner: Partner, stories: QuerySet[Article], sections: list[Section]) -> QuerySet[Article]:
    if not partner.with_agencies:
        stories = stories.filter(source="", uri=None)
    within = Q()
    for section in sections:
        within |= Q(path__startswith=section.path, depth=section.depth + 1)
    return stories.filter(within)


def _view(partner: Partner, story: Article, edition: Edition) -> ArticleView:
    decision = decision_for(story, home=edition, visitor=partner.visitor)
    return read_article(story, edition=edition, decision=decision)


def as_json(view: ArticleView, edition: Edition) -> dict[str, Any]:
    """The story as data: docs/contracts/partners.md."""
    return {
        "number": view.number,
        "address": absolute(view.address),
        "edition": edition.slug,
        "language": view.language or edition.language,
        "section": view.section_name,
        "label": view.label,
        "headline": view.headline,
        "standfirst": view.standfirst_text,
        "authors": [author.name for author in view.authors],
        "published": iso_utc(view.first_published) if view.first_published else None,
        "revised": iso_utc(view.revised) if view.revised else None,
        "source": view.source,
        "copyright": view.copyright_notice,
        "body_html": html_of(view.blocks),
        "access": {
            "extent": view.decision.extent.value,
            "reason": view.decision.reason.value,
            "paragraphs_left": view.paragraphs_left,
        },
    }

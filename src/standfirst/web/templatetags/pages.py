"""What whole-page templates say in one tag: the body of a story, a picture, a direction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.template.context import Context

from standfirst.editions.models import Edition
from standfirst.kit.zones import locale_for
from standfirst.newsroom.pictures.queries import Sources, sources_for
from standfirst.newsroom.stories.cut import Block, PictureBlock
from standfirst.newsroom.stories.models import Article, Section
from standfirst.web.arrangement import Front
from standfirst.web.arrangement import arrange as arranged
from standfirst.web.cards import Card, cards_of

register = template.Library()

#: How wide a picture stands, for the browser's choice of file: see `.picture` in paper.css.
LEAD_SIZES = "(min-width: 64em) 60rem, 100vw"
BODY_SIZES = "(min-width: 44em) 40rem, 100vw"


@register.filter
def kind(block: Block) -> str:
    """Which block it is, by the name of its class."""
    return type(block).__name__


@register.filter
def direction(language: str) -> str:
    """`ltr` or `rtl`, for a language tag."""
    return locale_for(language).text_direction


@register.filter
def name_in(section: Section, edition: Edition | None) -> str:
    """What the edition calls a section."""
    return section.name_in(edition)


@register.simple_tag(takes_context=True)
def arrange(context: Context, stories: Sequence[Article]) -> Front[Card]:
    """Stories, in the newsroom's order, laid out as a front."""
    return arranged(cards_of(stories, context["edition"]))


@register.simple_tag(takes_context=True)
def cards(context: Context, stories: Sequence[Article]) -> list[Card]:
    """Stories as a list shows them."""
    return cards_of(stories, context["edition"])


@register.simple_tag
def files_of(picture: int | None) -> Sources | None:
    """The files of one picture outside a story, such as an author's portrait."""
    return sources_for([picture]).get(picture) if picture else None


@register.inclusion_tag("parts/body.html")
def body(blocks: Sequence[Block], pictures: Mapping[int, Sources]) -> dict[str, Any]:
    """The blocks of an `ArticleView`, which are already cut."""
    return {"blocks": blocks, "pictures": pictures}


@register.inclusion_tag("parts/picture.html")
def picture(block: PictureBlock, pictures: Mapping[int, Sources], *, lead: bool = False) -> dict[str, Any]:
    """A figure with its caption and credit. Of the files only those that are there now are offered."""
    files = pictures.get(block.picture)
    return {
        "files": files,
        "alt": alternative(block.alt, block.caption),
        "caption": block.caption,
        "credit": bare_credit(block.credit),
        "lead": lead,
        "tall": files is not None and files.height >= files.width,
        "sizes": LEAD_SIZES if lead else BODY_SIZES,
    }


def alternative(alt: str, caption: str) -> str:
    """The alternative text; empty where it would only say the caption a second time.

    A screen reader reads the caption anyway, and nobody is told twice.
    """
    return "" if _bare(alt) == _bare(caption) else alt


def _bare(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(". ")


def bare_credit(credit: str) -> str:
    """The credit without the parentheses that some agencies send, since ours are printed round it."""
    bare = credit.strip()
    return (
        bare[1:-1].strip() if bare.startswith("(") and bare.endswith(")") and bare.count("(") == 1 else bare
    )

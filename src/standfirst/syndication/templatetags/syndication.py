"""The head of an article's page, for machines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.conf import settings
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from standfirst.kit.zones import iso_utc
from standfirst.newsroom.pictures.queries import Sources
from standfirst.newsroom.stories.reading import ArticleView
from standfirst.syndication.absolute import absolute
from standfirst.syndication.structured import as_script, news_article

register = template.Library()

LOGO = "web/icon-512.png"


def _lead_files(view: ArticleView, pictures: Mapping[int, Sources]) -> Sources | None:
    return pictures.get(view.lead_picture.picture) if view.lead_picture else None


@register.simple_tag(takes_context=True)
def structured_data(context: Context, view: ArticleView, pictures: Mapping[int, Sources]) -> SafeString:
    """JSON-LD about an article, true for the edition on show and this visitor. A data block: nothing runs."""
    data = news_article(
        view, edition=context["edition"], paper=settings.PAPER_NAME, logo=static(LOGO),
        files=_lead_files(view, pictures),
    )  # fmt: skip
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(as_script(data)))


@register.simple_tag(takes_context=True)
def social_card(context: Context, view: ArticleView, pictures: Mapping[int, Sources]) -> SafeString:
    """OpenGraph, for those who pass the address on: headline, standfirst and lead picture, nothing of the body."""
    said: list[tuple[str, Any]] = [
        ("og:type", "article"),
        ("og:site_name", settings.PAPER_NAME),
        ("og:title", view.headline),
        ("og:description", view.standfirst_text),
        ("og:url", absolute(view.address)),
        ("og:locale", (view.language or context["edition"].language).replace("-", "_")),
        ("article:section", view.section_name),
    ]
    if view.first_published is not None:
        said.append(("article:published_time", iso_utc(view.first_published)))
    files = _lead_files(view, pictures)
    if view.lead_picture is not None and files is not None:
        said += [
            ("og:image", absolute(files.src)),
            ("og:image:width", files.width),
            ("og:image:height", files.height),
            ("og:image:alt", view.lead_picture.alt or view.lead_picture.caption),
        ]
    lines = format_html_join("\n", '<meta property="{}" content="{}">', (pair for pair in said if pair[1]))
    card = "summary_large_image" if files else "summary"
    return format_html('{}\n<meta name="twitter:card" content="{}">', lines, card)

"""What search engines are told of an article: schema.org's NewsArticle, as JSON-LD.

Built from an `ArticleView`, which is already cut, so it can say no more than the page does. Behind a wall it says so,
and where on the page the walled part stands, as Google's pages on subscription and paywalled content have it.
"""

from __future__ import annotations

import json
from typing import Any

from standfirst.access.rules import Reason
from standfirst.editions.models import Edition
from standfirst.kit.zones import iso_utc
from standfirst.newsroom.pictures.queries import Sources
from standfirst.newsroom.stories.reading import ArticleView, plain_text

from .absolute import absolute

#: Labels, in the languages we know, for which schema.org has a type of its own.
TYPES = {
    "AnalysisNewsArticle": ("analysis", "analyse", "analys", "explainer"),
    "OpinionNewsArticle": (
        "opinion",
        "comment",
        "column",
        "meinung",
        "kommentar",
        "kolumne",
        "ledare",
        "debatt",
    ),
    "ReviewNewsArticle": ("review", "kritik", "rezension", "recension"),
}
_TYPE_OF = {label: kind for kind, labels in TYPES.items() for label in labels}
#: Where the part behind the wall stands on the page: an element of its own in web/templates/article.html, which is
#: there, and empty, for those who may not read on.
BELOW_THE_CUT = ".story-below"
#: What would end a script element, or begin something, inside JSON.
_ESCAPES = {
    ord("<"): "\\u003c",
    ord(">"): "\\u003e",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}


def news_article(
    view: ArticleView, *, edition: Edition, paper: str, logo: str, files: Sources | None
) -> dict[str, Any]:
    """The article as data. `logo` is the address of the paper's; `files` are those of the lead picture."""
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": _TYPE_OF.get(view.label.casefold(), "NewsArticle"),
        "mainEntityOfPage": absolute(view.address),
        "url": absolute(view.address),
        "headline": view.headline,
        "description": view.standfirst_text,
        "articleSection": view.section_name,
        "inLanguage": view.language or edition.language,
        "author": [
            {"@type": "Person", "name": author.name, "url": absolute(author.address)}
            for author in view.authors
        ],
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": paper,
            "url": absolute("/"),
            "logo": {"@type": "ImageObject", "url": absolute(logo)},
        },
        "copyrightNotice": view.copyright_notice,
        **_dates(view),
        **_picture(view, files),
        **_access(view),
        **_words(view),
    }
    return {name: value for name, value in said.items() if value not in ("", [])}


def as_script(data: dict[str, Any]) -> str:
    """JSON that is safe inside a script element."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _dates(view: ArticleView) -> dict[str, str]:
    if view.first_published is None:
        return {}
    return {
        "datePublished": iso_utc(view.first_published),
        "dateModified": iso_utc(view.revised or view.first_published),
    }


def _picture(view: ArticleView, files: Sources | None) -> dict[str, Any]:
    if view.lead_picture is None or files is None:
        return {}
    picture = {
        "@type": "ImageObject",
        "url": absolute(files.src),
        "width": files.width,
        "height": files.height,
        "caption": view.lead_picture.caption,
        "creditText": view.lead_picture.credit,
    }
    return {"image": {name: value for name, value in picture.items() if value}}


def _access(view: ArticleView) -> dict[str, Any]:
    """Whether a stranger of this edition gets the whole of it, which is what engines ask."""
    if not view.decision.is_walled:
        return {"isAccessibleForFree": True}
    part = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": BELOW_THE_CUT}
    return {"isAccessibleForFree": False, "hasPart": part}


def _words(view: ArticleView) -> dict[str, str]:
    """A crawler that proved itself has the text as text too, as far as it is in view."""
    is_crawler = view.decision.reason is Reason.VERIFIED_CRAWLER
    return {"articleBody": plain_text(view)} if is_crawler else {}

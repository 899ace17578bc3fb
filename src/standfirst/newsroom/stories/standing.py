"""The text of standing pages: Markdown, with [[gaps]] that the paper must fill."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

#: The pages that every paper has, in the order of the footer.
EVERY_PAPER_HAS = ("about", "contact", "imprint", "privacy", "terms", "corrections", "accessibility")
_DRAFTS = Path(__file__).parent / "drafts"
_GAP = re.compile(r"\[\[([^\[\]]{1,300})\]\]")
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_TAGS = {
    "a", "blockquote", "br", "code", "em", "h2", "h3", "h4", "hr", "li", "ol", "p", "strong", "table", "tbody", "td",
    "th", "thead", "tr", "ul", "mark",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gap:
    """A place in a standing page that only the paper can fill."""

    page: str
    address: str
    words: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A standing page as it is before the paper has filled its gaps."""

    slug: str
    title: str
    text: str


def language_of_drafts(language: str) -> str:
    """In which language there are drafts for an edition of this one: its own, else English."""
    primary = language.lower().partition("-")[0]
    return primary if primary.isalpha() and (_DRAFTS / primary).is_dir() else "en"


def draft_of(slug: str, *, paper: str, language: str = "en") -> Draft:
    """The draft of one of the pages that every paper has, in the paper's name."""
    folder = _DRAFTS / language_of_drafts(language)
    heading, _newline, text = (folder / f"{slug}.md").read_text(encoding="utf-8").partition("\n")
    return Draft(slug, heading.removeprefix("# ").strip(), text.strip().replace("{paper}", paper))


def gaps_in(text: str) -> Iterator[str]:
    """The words of each gap, in order."""
    yield from (" ".join(found.split()) for found in _GAP.findall(text))


def render_standing(text: str, *, show_gaps: bool = False) -> SafeString:
    """The text as HTML. Gaps are highlighted for the newsroom; a reader sees “…” in their place."""
    prepared = _GAP.sub(lambda found: f"⟦{' '.join(found[1].split())}⟧" if show_gaps else "…", text)
    html = _MARKDOWN.render(prepared)
    html = re.sub(r"<(/?)h1>", r"<\1h2>", html)  # the page's title is its only h1
    clean = nh3.clean(
        html, tags=_TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto"}, link_rel=None
    )
    marked = re.sub("⟦([^⟧]*)⟧", r"<mark>[[\1]]</mark>", clean)
    return mark_safe(marked)  # nh3 has cleaned it; what is added since is ours

"""What an issue says: the stories of the front, each cut for who receives it, below the editor's own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from standfirst.access.rules import ANONYMOUS, Visitor, VisitorClass
from standfirst.editions.queries import all_editions
from standfirst.newsroom.fronts.queries import front_stories
from standfirst.newsroom.stories.cut import Paragraph
from standfirst.newsroom.stories.models import Article
from standfirst.newsroom.stories.queries import live_articles, with_authors, with_sections
from standfirst.newsroom.stories.reading import ArticleView, least_decision, read_article
from standfirst.readers.letters import on_the_clock

from ..mail.letters import Said, written
from ..models import Issue

#: What a letter quotes of its first story, if its receiver may read so far.
FIRST_PARAGRAPHS = 5
READER = Visitor(VisitorClass.REGISTERED)
STRANGER = ANONYMOUS


@dataclass(frozen=True, slots=True)
class Told:
    """One story in an issue. Of what stands below its receiver's cut there is nothing here."""

    view: ArticleView
    #: The first paragraphs in view, as text: links in a story may be short, and a letter has no address of its own.
    quoted: tuple[str, ...]
    address: str


def stories_of(issue: Issue) -> list[Article]:
    """Those that were fixed and are still there; else those of the front as it stands."""
    newsletter = issue.newsletter
    if not issue.stories:
        return front_stories(newsletter.edition, newsletter.stories)
    place = {number: at for at, number in enumerate(issue.stories)}
    return sorted(live_articles().filter(pk__in=issue.stories), key=lambda story: place[story.pk])


def told(issue: Issue, stories: Sequence[Article], visitor: Visitor) -> list[Told]:
    """As the strictest wall of any edition lets this class read them: nobody knows from where a letter is read."""
    editions = all_editions()
    found: list[Told] = []
    for story in with_authors(with_sections(list(stories))):
        decision = least_decision(story, editions, visitor)
        view = read_article(story, edition=issue.newsletter.edition, decision=decision)
        quoted = _quoted(view) if not found else ()
        found.append(Told(view, quoted, f"{settings.CONFIGURATION.url}{view.address}"))
    return found


def _quoted(view: ArticleView) -> tuple[str, ...]:
    found = [unescape(strip_tags(block.html)) for block in view.blocks if isinstance(block, Paragraph)]
    return tuple(found[:FIRST_PARAGRAPHS])


def issue_said(issue: Issue, stories: Sequence[Article], visitor: Visitor, *, stop: str) -> Said:
    """The letter, for receivers of this class."""
    edition = issue.newsletter.edition
    shown = told(issue, stories, visitor)
    with translation.override(edition.language):
        facts: dict[str, Any] = {
            "subject": _subject(issue, shown),
            "newsletter": issue.newsletter,
            "issue": issue,
            "words": paragraphs(issue.words),
            "stories": shown,
            "stop": stop,
            "at": on_the_clock(issue.started_at, edition),
            "is_reader": visitor is READER,
        }
    return written("notices/newsletters/issue", edition, facts)


def _subject(issue: Issue, shown: Sequence[Told]) -> str:
    if not shown:
        return issue.newsletter.name
    return _("%(name)s: %(headline)s") % {
        "name": issue.newsletter.name,
        "headline": shown[0].view.headline,
    }


def paragraphs(words: str) -> list[str]:
    """What an editor typed, by its empty lines."""
    parts = words.replace("\r\n", "\n").split("\n\n")
    return [" ".join(part.split()) for part in parts if part.strip()]

"""The one door from a body to an answer.

Whatever anybody is shown of an article (page, feed, structured data, e-mail, push, print) is built from the
`ArticleView` made here, which is already cut: there is nothing below the cut in it to leak.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from standfirst.access.rules import Decision, Extent, Visitor, Wall, WallKind, decide, strictest, wall_or_shut
from standfirst.editions.models import Edition

from .body import blocks_for_answer, blocks_for_newsroom
from .bylines import link_byline
from .cut import Block, Heading, ListBlock, Paragraph, PictureBlock, Quote, cut, minutes
from .models import Article, Author


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article as one visitor class gets it in one edition: already cut."""

    number: int
    address: str
    section_name: str
    section_address: str
    label: str
    headline: str
    standfirst: SafeString
    standfirst_text: str
    authors: tuple[Author, ...]
    byline_in_standfirst: bool
    first_published: datetime | None
    revised: datetime | None
    lead_picture: PictureBlock | None
    #: What stands before the wall's place, and what below it: of an open story all is lead, and below the cut
    #: there is something only for those who may read on.
    lead: tuple[Block, ...]
    below: tuple[Block, ...]
    decision: Decision
    paragraphs_left: int
    minutes_left: int
    language: str
    source: str
    copyright_notice: str
    comments_open: bool

    @property
    def is_whole(self) -> bool:
        return self.decision.is_whole

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All of the body that this visitor gets, in order."""
        return self.lead + self.below

    @property
    def pictures(self) -> tuple[int, ...]:
        """The numbers of all pictures in view, for one query that finds their renditions."""
        lead = (self.lead_picture.picture,) if self.lead_picture else ()
        return lead + tuple(block.picture for block in self.blocks if isinstance(block, PictureBlock))


def wall_of(article: Article, edition: Edition) -> Wall | None:
    """The article's own wall, else its section's, else the edition's; None (shut) when unreadable."""
    for text in (article.wall, article.section.wall, edition.wall):
        if text:
            return wall_or_shut(text)
    return None


def is_open_everywhere(article: Article, editions: Iterable[Edition]) -> bool:
    """Does every visitor get the same of this article, whatever edition is their home?

    Then one stored copy serves all homes and all classes.
    """
    walls = [wall_of(article, edition) for edition in editions]
    return all(wall is not None and wall.kind is WallKind.OPEN for wall in walls)


def questions_about(article: Article, home: Edition) -> tuple[str, ...]:
    """What its page asks about what a visitor has used up, where its wall is metered."""
    wall = wall_of(article, home)
    return () if wall is None else wall.questions


def decision_for(article: Article, *, home: Edition, visitor: Visitor) -> Decision:
    """Gather the facts and ask the one rule. The wall is the home edition's, and so is whether gifts open it."""
    if not home.gifts:
        visitor = replace(visitor, granted=frozenset())
    return decide(wall_of(article, home), visitor, article=article.number)


def decision_for_all(article: Article, editions: Iterable[Edition]) -> Decision:
    """What anybody at all may have of it, whatever edition is their home: the strictest wall's lead."""
    return decide(strictest([wall_of(article, edition) for edition in editions]), Visitor())


def least_decision(article: Article, editions: Iterable[Edition], visitor: Visitor) -> Decision:
    """What a visitor of this class may have of it whatever edition is their home: where nobody knows which it is."""
    said = [decision_for(article, home=edition, visitor=visitor) for edition in editions]
    order = (Extent.NOTHING, Extent.LEAD, Extent.WHOLE)
    least = min(said, key=lambda one: (order.index(one.extent), one.paragraphs), default=None)
    return least or decide(None, visitor)


@dataclass(frozen=True, slots=True)
class Reading:
    """A view that was made, and the article it was made of."""

    article: Article
    view: ArticleView


_readings: ContextVar[list[Reading] | None] = ContextVar("readings", default=None)


@contextmanager
def witnessed() -> Iterator[list[Reading]]:
    """Every view that is made in this context: for whoever is to explain what was given to whom, and why."""
    found: list[Reading] = []
    mark = _readings.set(found)
    try:
        yield found
    finally:
        _readings.reset(mark)


def read_article(article: Article, *, edition: Edition, decision: Decision) -> ArticleView:
    """Make the view that `decision` allows, in the words of the edition on show."""
    view = _view_of(article, edition, decision)
    readings = _readings.get()
    if readings is not None:
        readings.append(Reading(article, view))
    return view


def _view_of(article: Article, edition: Edition, decision: Decision) -> ArticleView:
    lead = blocks_for_answer(article) if decision.extent is not Extent.NOTHING else ()
    below: tuple[Block, ...] = ()
    left = 0
    minutes_left = 0
    if decision.is_walled and lead:
        pieces = cut(lead, decision.paragraphs)
        lead = pieces.lead
        if decision.is_whole:
            below = pieces.below
        else:
            left, minutes_left = pieces.paragraphs_left, minutes(pieces.below)
    standfirst, linked = link_byline(article.standfirst, article.authors)
    return ArticleView(
        number=article.number,
        address=article.address,
        section_name=article.section.name_in(edition),
        section_address=article.section.address,
        label=article.label,
        headline=article.headline,
        standfirst=standfirst,
        standfirst_text=article.standfirst,
        authors=article.authors,
        byline_in_standfirst=linked,
        first_published=article.first_published_at,
        revised=article.revised_at,
        lead_picture=_lead_picture(article),
        lead=lead,
        below=below,
        decision=replace(decision, left=left) if decision.extent is Extent.LEAD else decision,
        paragraphs_left=left,
        minutes_left=minutes_left,
        language=article.language,
        source=article.source,
        copyright_notice=article.copyright_notice,
        comments_open=article.comments_open,
    )


def _lead_picture(article: Article) -> PictureBlock | None:
    picture = article.lead_picture
    if picture is None:
        return None
    return PictureBlock(picture.pk, picture.alt, picture.caption, picture.credit)


def searchable_text(article: Article, editions: tuple[Edition, ...]) -> str:
    """What a search index may know of an article: the strictest cut of any edition, for everybody.

    Also of an edition that does not have the story: whoever is at home there may read it elsewhere, up to their wall.
    """
    decision = decision_for_all(article, editions)
    if decision.extent is Extent.NOTHING:
        return ""
    blocks = blocks_for_newsroom(article)
    allowed = blocks if decision.is_whole else cut(blocks, decision.paragraphs).lead
    said = [article.standfirst, *map(_plain, allowed), *(author.name for author in article.authors)]
    return "\n".join(filter(None, said))


def plain_text(view: ArticleView) -> str:
    """The words of what is in view, a block a line."""
    return "\n".join(filter(None, map(_plain, view.blocks)))


def last_words(view: ArticleView, *, count: int = 6) -> str:
    """The words with which the lead ends."""
    said = [text for text in map(_plain, view.lead) if text]
    return " ".join(said[-1].split()[-count:]) if said else ""


def _plain(block: Block) -> str:
    match block:
        case Paragraph(html):
            return strip_tags(html)
        case Heading(text) | Quote(text):
            return text
        case ListBlock(items):
            return strip_tags("\n".join(items))
        case PictureBlock():
            return block.caption

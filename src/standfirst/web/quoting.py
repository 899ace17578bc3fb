"""Quotes of stories on a page of comments: as this page's visitor may read them, and what the page then depends on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.http import HttpRequest

from standfirst.access.meters import NOTHING_SPENT
from standfirst.access.rules import VisitorClass
from standfirst.delivery.responses import HOME, VISITOR, used
from standfirst.editions.queries import all_editions
from standfirst.forum.models import Comment
from standfirst.forum.quotes import show_quotes
from standfirst.newsroom.stories.addresses import article_at
from standfirst.newsroom.stories.keys import article_key, edition_key, section_key
from standfirst.newsroom.stories.models import Article
from standfirst.newsroom.stories.reading import (
    ArticleView,
    decision_for,
    is_open_everywhere,
    questions_about,
    read_article,
)

from .visits import Visit


@dataclass(frozen=True, slots=True)
class Quoted:
    """What a shared page with these quotes must say of itself, beside what it says anyway."""

    varies: tuple[str, ...] = ()
    keys: frozenset[str] = frozenset()


def show_to_visitor(
    request: HttpRequest, comments: Iterable[Comment], story: Article | None = None
) -> Quoted:
    """Put the passages there that this visitor may read. Without a quote of a walled story nothing varies by it.

    `story` is the one under which all of them stand; else each comment's own must be loaded.
    """
    visit: Visit = request.visit  # type: ignore[attr-defined]
    read: dict[int, Article] = {}

    def view(comment: Comment) -> ArticleView:
        read[comment.thread_id] = story or comment.thread.article
        return view_of(request, read[comment.thread_id])

    show_quotes(comments, view)
    keys = {key for one in read.values() for key in (article_key(one.number), section_key(one.section))}
    walled = [one for one in read.values() if not is_open_everywhere(one, all_editions())]
    if not walled:
        return Quoted(keys=frozenset(keys))
    here = [one for one in walled if one.number == article_at(request.path)]
    asked = {used(question) for one in here for question in questions_about(one, visit.home)}
    keys |= {edition_key(visit.edition), edition_key(visit.home)}
    return Quoted((HOME, VISITOR, *sorted(asked)), frozenset(keys))


def view_of(request: HttpRequest, story: Article) -> ArticleView:
    """The story as this page's visitor gets it.

    What was read on counts for the story at whose address the page stands and for no other. A crawler reads stories,
    not what is said of them: here it is a stranger.
    """
    visit: Visit = request.visit  # type: ignore[attr-defined]
    visitor = visit.visitor
    if article_at(request.path) != story.number:
        visitor = replace(visitor, spent=NOTHING_SPENT)
    if visitor.visitor_class is VisitorClass.CRAWLER:
        visitor = replace(visitor, visitor_class=VisitorClass.ANONYMOUS)
    decision = decision_for(story, home=visit.home, visitor=visitor)
    return read_article(story, edition=visit.edition, decision=decision)

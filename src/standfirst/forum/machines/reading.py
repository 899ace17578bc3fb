"""What machines see of a thread: feeds and the API, by the rules of the pages. Whoever asks is a stranger of the home
edition: what a pass opens is for browsers, and an answer for machines is the same for all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest

from standfirst.access.rules import ANONYMOUS
from standfirst.delivery.responses import EDITION, HOME
from standfirst.editions.models import Edition
from standfirst.kit.numbers import BIGGEST
from standfirst.newsroom.stories.keys import article_key, edition_key, section_key
from standfirst.newsroom.stories.models import Article
from standfirst.newsroom.stories.queries import find
from standfirst.newsroom.stories.reading import ArticleView, decision_for, read_article

from ..addresses import thread_address
from ..keys import reader_key, thread_key
from ..models import Comment
from ..policy.holding import holding_of, sight_of
from ..policy.policies import Sight
from ..quotes import show_quotes

#: What such an answer varies by.
VARIES = (EDITION, HOME)


def absolute(address: str) -> str:
    """Machines need an address whole."""
    return f"{settings.CONFIGURATION.url}{address}"


@dataclass(frozen=True, slots=True)
class Look:
    """A live story's thread, as a stranger of this request's editions sees it."""

    story: Article
    sight: Sight
    edition: Edition
    home: Edition

    @property
    def address(self) -> str:
        return thread_address(self.story.address)

    @property
    def shows_count(self) -> bool:
        return self.sight in {Sight.COUNT, Sight.ALL}

    @property
    def shows_all(self) -> bool:
        return self.sight is Sight.ALL

    def keys(self, comments: Iterable[Comment] = ()) -> set[str]:
        """What an answer about it shows."""
        editions = {edition_key(self.edition), edition_key(self.home)}
        story = {
            thread_key(self.story.number),
            article_key(self.story.number),
            section_key(self.story.section),
        }
        people = {reader_key(number) for one in comments for number in _people(one) if number is not None}
        return editions | story | people

    def show_quotes(self, comments: Iterable[Comment]) -> None:
        show_quotes(comments, self._view)

    def _view(self, _comment: Comment) -> ArticleView:
        decision = decision_for(self.story, home=self.home, visitor=ANONYMOUS)
        return read_article(self.story, edition=self.edition, decision=decision)


def _people(comment: Comment) -> tuple[int | None, ...]:
    return comment.author_id, comment.parent.author_id if comment.parent else None


def look(request: HttpRequest, number: int) -> Look:
    """Raises Http404 where there is no live story of this number, or no thread under it."""
    found = find(number) if 0 < number < BIGGEST else None
    if found is None or not found.is_live:
        raise Http404
    visit = request.visit  # type: ignore[attr-defined]
    sight = sight_of(found.article, holding_of(found.article), home=visit.home, visitor=ANONYMOUS)
    if sight is Sight.HIDDEN:
        raise Http404
    return Look(found.article, sight, visit.edition, visit.home)

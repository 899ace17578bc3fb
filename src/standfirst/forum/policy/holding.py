"""What holds under a thread now, in each edition: what is stored, resolved; and who sees what of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from standfirst.access.rules import Visitor, VisitorClass
from standfirst.delivery.responses import HOME, VISITOR, used
from standfirst.editions.models import Edition
from standfirst.editions.queries import all_editions
from standfirst.newsroom.stories.models import Article, Section
from standfirst.newsroom.stories.reading import decision_for, is_open_everywhere, questions_about

from ..models import Thread
from .policies import (
    USUAL,
    Premoderation,
    Shut,
    Sight,
    Standing,
    Strangers,
    ThreadPolicy,
    Wish,
    resolve,
    seen,
    shut,
    strictest,
)
from .stated import Stated, stated_about


class Ground(Protocol):
    """What the policies ask of a story: an article is one, and so is a row with these columns."""

    @property
    def pk(self) -> int: ...
    @property
    def path(self) -> str: ...
    @property
    def live(self) -> bool: ...
    @property
    def comments_open(self) -> bool: ...
    @property
    def first_published_at(self) -> datetime | None: ...


@dataclass(frozen=True, slots=True)
class Holding:
    """The policies of one thread, by edition; none where the paper has no edition."""

    by_edition: Mapping[str, ThreadPolicy]

    def in_edition(self, edition: Edition) -> ThreadPolicy:
        return self.by_edition.get(edition.slug, USUAL)

    @property
    def reads_alike(self) -> bool:
        """Do readers meet the same in every edition?"""
        met = {replace(policy, premoderation=USUAL.premoderation) for policy in self.by_edition.values()}
        return len(met) < 2

    @property
    def is_hidden(self) -> bool:
        """In every edition."""
        return bool(self.by_edition) and all(policy.is_hidden for policy in self.by_edition.values())

    @property
    def tells_strangers_all(self) -> bool:
        return all(policy.strangers is Strangers.ALL for policy in self.by_edition.values())

    @property
    def is_told_to_all(self) -> bool:
        """May everybody know how many comments there are, in every edition?"""
        return not any(
            policy.is_hidden or policy.strangers is Strangers.NOTHING for policy in self.by_edition.values()
        )


def holding_of(story: Ground, stated: Stated | None = None) -> Holding:
    """The nearest speaks: the article, its section and those above, the edition. By what this process knows, unless
    what is `stated` is given."""
    return _holding(story, stated_about([story.pk]) if stated is None else stated)


def holdings_of(stories: Iterable[Article]) -> dict[int, Holding]:
    """By the stories' numbers; one query at most, however many stories."""
    row = list(stories)
    stated = stated_about([story.pk for story in row])
    return {story.pk: _holding(story, stated) for story in row}


def stated_above(scope: Edition | Section | Article, edition: Edition) -> list[Wish]:
    """What is said in an edition by those further from the thread than `scope`, the nearest first."""
    return [] if isinstance(scope, Edition) else _row(_paths_above(scope), edition, stated_about([]))


def _holding(story: Ground, stated: Stated) -> Holding:
    own = [wish] if (wish := stated.articles.get(story.pk)) else []
    paths = _paths_above(story)
    return Holding({ed.slug: resolve([*own, *_row(paths, ed, stated)]) for ed in all_editions()})


def _paths_above(story: Ground | Section) -> list[str]:
    """The places of the pages above one in the tree, the nearest first."""
    step = Section.steplen
    return [story.path[:end] for end in range(len(story.path) - step, 0, -step)]


def _row(paths: list[str], edition: Edition, stated: Stated) -> list[Wish]:
    """What the sections at these places say, and then the edition."""
    said = [stated.sections[path] for path in paths if path in stated.sections]
    return [*said, stated.editions[edition.pk]] if edition.pk in stated.editions else said


def standing_of(story: Ground, thread: Thread | None) -> Standing:
    return Standing(
        is_live=bool(story.live),
        comments_open=story.comments_open,
        closed_at=thread.closed_at if thread else None,
        first_published=story.first_published_at,
    )


def shut_everywhere(holding: Holding, standing: Standing, now: datetime) -> Shut | None:
    """Why nobody at all may write; None where some edition lets its readers. A door asks for the visitor's own."""
    found = [shut(policy, standing, now) for policy in holding.by_edition.values() or (USUAL,)]
    return None if None in found else found[0]


def premoderation_of(story: Ground, holding: Holding, now: datetime) -> Premoderation:
    """Whose comments wait now: by the strictest of the story's editions, each by its own clock."""
    schedules = {policy.premoderation for policy in holding.by_edition.values()}
    editions = all_editions()
    if len(schedules) > 1:
        own = set(Article.editions.through.objects.filter(article=story.pk).values_list("edition", flat=True))
        editions = tuple(edition for edition in editions if edition.pk in own) or editions
    return strictest(holding.in_edition(edition).premoderation.at(now, edition.zone) for edition in editions)


def sight_of(story: Article, holding: Holding, *, home: Edition, visitor: Visitor) -> Sight:
    """What this visitor sees of the thread: decided as the wall is, by the home edition and what a pass proves."""
    policy = holding.in_edition(home)
    is_reader = visitor.visitor_class is VisitorClass.REGISTERED
    if is_reader or policy.is_hidden or policy.strangers is Strangers.ALL:
        return seen(policy, is_stranger_at_a_wall=False)
    if visitor.visitor_class is VisitorClass.CRAWLER:  # it is let in to read stories
        visitor = replace(visitor, visitor_class=VisitorClass.ANONYMOUS)
    is_cut = not decision_for(story, home=home, visitor=visitor).is_whole
    return seen(policy, is_stranger_at_a_wall=is_cut)


def varies_of(story: Article, holding: Holding, home: Edition) -> set[str]:
    """The parts of a variant by which a page that shows the thread differs, beside the edition on show."""
    tells_all = holding.tells_strangers_all or is_open_everywhere(story, all_editions())
    if tells_all:
        return set() if holding.reads_alike else {HOME}
    return {HOME, VISITOR, *map(used, questions_about(story, home))}

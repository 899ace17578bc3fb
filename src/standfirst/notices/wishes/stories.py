"""New stories, and who follows what they are by, in or about. Several within an hour are told as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from standfirst.editions.models import Edition
from standfirst.newsroom.stories.models import Article, Byline
from standfirst.newsroom.stories.queries import live_articles, with_sections

from ..actions import tell
from ..models import Followed, NewStory

#: What follows one another within moments, as from an agency, is told together.
SETTLE = timedelta(seconds=10)
#: Between two rounds of telling: what comes meanwhile is one notice at its end.
HOUR = timedelta(hours=1)
#: What was first published before that is no new story: an archive that is brought in wakes nobody.
NEWS = timedelta(days=1)
#: Stories in one round.
MOST_TOGETHER = 40
MOST_LISTED = 40

_Stories = dict[int, set[int]]


def story_published(instance: Article, **_others: Any) -> None:
    """Published, through whichever door. The first time it is written down, in the same transaction; never again."""
    first = instance.first_published_at
    if first is not None and first > timezone.now() - NEWS:
        NewStory.objects.get_or_create(article=instance)


def tell_new_stories() -> bool:
    """The job: when it is time, tell the new stories that wait, each set of them to those who follow just these."""
    now = timezone.now()
    waiting = list(NewStory.objects.filter(told_at=None).order_by("at", "pk")[:MOST_TOGETHER])
    if not waiting:
        return False
    last = NewStory.objects.filter(heard=True).order_by("-told_at").first()
    if not is_time(oldest=waiting[0].at, last=last.told_at if last else None, now=now):
        return False
    return _tell_together([row.pk for row in waiting], [row.article_id for row in waiting], now)


def is_time(*, oldest: datetime, last: datetime | None, now: datetime) -> bool:
    """Is it time to tell what has waited since `oldest`, when the last round was `last`?"""
    return now >= oldest + SETTLE and (last is None or now >= last + HOUR)


@transaction.atomic
def _tell_together(rows: list[int], stories: list[int], now: datetime) -> bool:
    from .notices import NewStoryNotice

    mine = NewStory.objects.filter(pk__in=rows, told_at=None)
    if mine.update(told_at=now) != len(rows):  # another worker has begun with them
        transaction.set_rollback(True)
        return True
    live = Article.objects.live().filter(pk__in=stories).values_list("pk", flat=True)
    together = Together.of(sorted(live))
    sets = {heard for _reader, heard in together.heard_by()}
    for heard in sorted(sets):
        tell(NewStoryNotice(stories=heard, together=together.stories))
    heard_by_some = {number for heard in sets for number in heard}
    NewStory.objects.filter(pk__in=rows, article__in=heard_by_some).update(heard=True)
    return True


@dataclass(frozen=True, slots=True)
class Together:
    """Stories that are told in one round, and by what they may be followed."""

    stories: tuple[int, ...]
    by_author: _Stories
    by_section: _Stories
    by_topic: _Stories
    #: Of those stories that are in some editions alone: which.
    editions: _Stories

    @classmethod
    def of(cls, stories: list[int]) -> Together:
        """Five queries, however many stories."""
        found = list(Article.objects.filter(pk__in=stories))
        by_section: _Stories = defaultdict(set)
        for story in with_sections(found):
            by_section[story.section.pk].add(story.pk)
        bylines = Byline.objects.filter(article__in=stories).values_list("author", "article")
        about = Article.topics.through.objects.filter(article__in=stories).values_list("topic", "article")
        inside = Article.editions.through.objects.filter(article__in=stories).values_list(
            "article", "edition"
        )
        return cls(tuple(stories), _grouped(bylines), by_section, _grouped(about), _grouped(inside))

    def heard_by(self, after: int = 0) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Readers with a greater number than `after`, in order, each with the stories that they hear of: each story
        once, by however many ways it is followed, and none that the reader's edition does not have."""
        followed = Q(author__in=self.by_author) | Q(section__in=self.by_section) | Q(topic__in=self.by_topic)
        rows = Followed.objects.filter(
            followed, reader__gt=after, reader__is_active=True, reader__leaves_at=None
        ).order_by("reader")
        columns = rows.values_list("reader", "reader__edition", "author", "section", "topic")
        for reader, group in groupby(columns.iterator(chunk_size=2000), itemgetter(0)):
            heard: set[int] = set()
            for _reader, edition, author, section, topic in group:
                found = self.by_author.get(author, set()) | self.by_section.get(section, set())
                found |= self.by_topic.get(topic, set())
                heard |= {story for story in found if self._is_in(story, edition)}
            if heard:
                yield reader, tuple(sorted(heard))

    def _is_in(self, story: int, edition: int | None) -> bool:
        """A reader who has chosen no edition hears of all."""
        return edition is None or edition in self.editions.get(story, {edition})


def newest_followed(reader: int, edition: Edition) -> list[Article]:
    """The newest stories of this edition by, in or about what a reader follows."""
    mine = Followed.objects.filter(reader=reader)
    followed = Q(bylines__author__in=mine.values("author")) | Q(topics__in=mine.values("topic"))
    for path, depth in mine.filter(section__isnull=False).values_list("section__path", "section__depth"):
        followed |= Q(path__startswith=path, depth=depth + 1)
    found = live_articles(edition).filter(followed).distinct()
    return with_sections(list(found[:MOST_LISTED]))


def _grouped(pairs: Any) -> _Stories:
    found: _Stories = defaultdict(set)
    for key, value in pairs:
        found[key].add(value)
    return found

"""What visitors see of many threads at once: counts, and comments that stand in lists. Less, never more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from django.db.models import Q
from django.utils.crypto import salted_hmac

from standfirst.access.meters import NOTHING_SPENT
from standfirst.access.rules import Visitor, VisitorClass
from standfirst.delivery.responses import HOME, VISITOR
from standfirst.editions.models import Edition
from standfirst.newsroom.stories.models import Article
from standfirst.newsroom.stories.queries import with_sections

from ..keys import thread_key
from ..models import Comment
from ..queries import counts_of
from .holding import Holding, holding_of, holdings_of, sight_of
from .models import StatedPolicy
from .policies import Sight, Strangers, Visibility

#: By what an answer differs that shows something of many threads, where any of them keeps anybody out.
BY_VISITOR = frozenset({HOME, VISITOR})
_A_READER = Visitor(VisitorClass.REGISTERED)


def keeps_anybody_out(least: Strangers = Strangers.COUNT) -> bool:
    """Is there a thread that not everybody sees? Asked first: most papers have none, and then all is simple.

    `least` is what strangers must see for it not to count.
    """
    kept = [Strangers.NOTHING] if least is Strangers.COUNT else [Strangers.NOTHING, Strangers.COUNT]
    return StatedPolicy.objects.filter(Q(visibility=Visibility.HIDDEN) | Q(strangers__in=kept)).exists()


def counts_for(numbers: Sequence[int], *, home: Edition, visitor: Visitor) -> dict[int, int]:
    """How many comments there are, without the threads of which this visitor may not know that."""
    sights = _sights(Article.objects.filter(pk__in=numbers).defer("body"), home, visitor)
    known = [number for number in numbers if sights.get(number) in {Sight.ALL, Sight.COUNT}]
    found = counts_of(known)
    return {number: found.get(number, 0) for number in known}


def in_list(comments: Iterable[Comment], *, home: Edition, visitor: Visitor) -> list[Comment]:
    """Those that this visitor may read; their threads' articles must be loaded."""
    row = list(comments)
    sights = _sights({comment.thread_id: comment.thread.article for comment in row}.values(), home, visitor)
    return [comment for comment in row if sights[comment.thread_id] is Sight.ALL]


def without_hidden(comments: list[Comment], *, home: Edition) -> list[Comment]:
    """Those that somebody who is registered may read."""
    return in_list(comments, home=home, visitor=_A_READER) if keeps_anybody_out() else comments


def _sights(stories: Iterable[Article], home: Edition, visitor: Visitor) -> dict[int, Sight]:
    """What was granted or read on counts on a story's own pages alone."""
    plain = replace(visitor, granted=frozenset(), spent=NOTHING_SPENT)
    known = with_sections(list(stories))
    held = holdings_of(known)
    return {story.pk: sight_of(story, held[story.pk], home=home, visitor=plain) for story in known}


def topic_of(number: int) -> str:
    """The name of a thread in streams. Where not everybody may know how many comments there are, nobody can make it
    up: only who sees the thread's page is told."""
    if not keeps_anybody_out():
        return thread_key(number)
    story = Article.objects.only("path").filter(pk=number).first()
    return thread_key(number) if story is None else topic_in(number, holding_of(story))


def topic_in(number: int, holding: Holding) -> str:
    """The same, where it is known what holds."""
    if holding.is_told_to_all:
        return thread_key(number)
    return f"{thread_key(number)}/{_nobodys_guess(number)}"


@lru_cache(maxsize=4096)
def _nobodys_guess(number: int) -> str:
    return salted_hmac("standfirst.forum.thread", str(number)).hexdigest()

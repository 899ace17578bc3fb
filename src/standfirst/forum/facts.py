"""Gather the facts that the phases look at. Called inside the transaction that keeps the comment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone

from standfirst.kit.statements import prepared
from standfirst.newsroom.stories.models import Article
from standfirst.readers.models import Reader
from standfirst.readers.queries import blocked_between

from .models import SHOWN, Comment, Sanction, Thread, WatchedWord
from .phases import Context, Policy, Status
from .policy.holding import Ground, Holding, holding_of, premoderation_of, shut_everywhere, standing_of
from .policy.policies import Shut
from .policy.stated import afresh
from .queries import written_by
from .text import count_links, fingerprint
from .words.watching import watched

POLICY = Policy()
#: An author's latest comments that are looked at for rate and repeats.
LATELY = POLICY.an_hour + 20
_OF_STORIES = ("path", "live", "comments_open", "first_published_at")


@dataclass(frozen=True, slots=True)
class Past:
    """What an author wrote lately, the newest first: when, the fingerprint, and what became of it."""

    rows: list[tuple[datetime, str, str]]
    #: The comment that is left out, if any.
    but: int
    now: datetime

    def within(self, span: timedelta) -> int:
        return sum(at > self.now - span for at, _print, _status in self.rows)

    def said(self, same: str) -> bool:
        """Within a day, and not deleted since."""
        day = self.now - timedelta(days=1)
        return any(
            at > day and print_ == same and status != Status.DELETED for at, print_, status in self.rows
        )

    def shown(self) -> int:
        return sum(status == SHOWN for _at, _print, status in self.rows)

    def rejected(self, look_back: int) -> int:
        """Of the latest so many that were decided."""
        decided = [status for _at, _print, status in self.rows if status in {SHOWN, Status.REJECTED}]
        return decided[:look_back].count(Status.REJECTED)


@dataclass(frozen=True, slots=True)
class Story:
    """As much of one as is asked: a whole page takes ten times as long to make."""

    pk: int
    path: str
    live: bool
    comments_open: bool
    first_published_at: datetime | None


@dataclass(frozen=True, slots=True)
class Where:
    """Where somebody writes: the thread, its story, and what holds there, as the database says now."""

    thread: Thread
    story: Ground
    holding: Holding

    @classmethod
    def under(cls, thread: Thread) -> Where:
        """Two small queries."""
        for row in _stories(thread.pk):
            return cls._on(thread, Story(thread.pk, *row))
        raise Article.DoesNotExist(f"the story of {thread} is gone")

    @classmethod
    def held(cls, number: int) -> Where:
        """The same in a transaction, where nobody else writes until it ends. Raises ValueError without a thread."""
        (thread,) = _held(number)
        return cls._on(thread, Story(number, *(getattr(thread, name) for name in _OF_STORIES)))

    @classmethod
    def _on(cls, thread: Thread, story: Ground) -> Where:
        return cls(thread, story, holding_of(story, afresh(story.pk)))

    def shut(self, now: datetime) -> Shut | None:
        """Why nobody may write here, whatever their edition."""
        return shut_everywhere(self.holding, standing_of(self.story, self.thread), now)


def gather(*, where: Where, author: Reader, text: str, parent: Comment | None, past: Past) -> Context:
    """A few small queries, each by an index; none grows with the thread."""
    now, thread = past.now, where.thread
    kinds = set(_sanctions(author.pk, now))
    words = watched().proofs(text)
    return Context(
        shut=where.shut(now),
        parent_shown=parent is None or (parent.thread_id == thread.pk and parent.is_shown),
        blocked=parent is not None and blocked_between(parent.author_id, author.pk),
        banned=not author.is_active or Sanction.Kind.BAN in kinds,
        suspended=Sanction.Kind.SUSPENSION in kinds,
        is_staff=author.is_staff,
        last_minute=past.within(timedelta(minutes=1)),
        last_hour=past.within(timedelta(hours=1)),
        said_before=past.said(fingerprint(text)),
        links=count_links(text),
        banned_words=words[WatchedWord.Kind.BANNED],
        suspect_words=words[WatchedWord.Kind.SUSPECT],
        approved_before=_approved(author, past),
        rejected_lately=past.rejected(POLICY.look_back),
        premoderation=premoderation_of(where.story, where.holding, now),
        policy=POLICY,
    )


def past_of(author: Reader, *, but: int = 0) -> Past:
    """`but` is a comment that other words would take the place of: it does not count as said before."""
    return Past(_lately(author.pk, but), but, timezone.now())


def _approved(author: Reader, past: Past) -> int:
    """How many comments of the author are on the page, counted as far as it matters."""
    lately = past.shown()
    if lately >= POLICY.newcomers or len(past.rows) < LATELY:
        return lately
    shown = written_by(author.pk, past.but).filter(status=SHOWN)
    return len(shown.values_list("pk")[: POLICY.newcomers])


@prepared
def _lately(author: int, but: int) -> QuerySet[Comment, tuple[datetime, str, str]]:
    return written_by(author, but).order_by("-pk").values_list("created_at", "fingerprint", "status")[:LATELY]


@prepared
def _sanctions(author: int, now: datetime) -> QuerySet[Sanction, str]:
    return Sanction.objects.filter(Sanction.in_force(now), reader=author).values_list("kind", flat=True)


def is_open(thread: Thread) -> bool:
    """May anybody write here, whatever their edition? Neither the desk, nor a rule, nor the law has closed it."""
    return Where.under(thread).shut(timezone.now()) is None


@prepared
def _stories(number: int) -> QuerySet[Article, tuple[Any, ...]]:
    return Article.objects.filter(pk=number).values_list(*_OF_STORIES)


@prepared
def _held(number: int) -> QuerySet[Thread]:
    of_story = {name: F(f"article__{name}") for name in _OF_STORIES}
    return Thread.objects.select_for_update(of=("self",)).filter(pk=number).annotate(**of_story)


def may_take_part(reader: Reader) -> bool:
    """Not while banned or suspended: recommending and reporting are taking part, too."""
    return (
        reader.is_active
        and not Sanction.objects.filter(Sanction.in_force(timezone.now()), reader=reader).exists()
    )

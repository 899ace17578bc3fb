"""Gather the facts that the phases look at. Called inside the transaction that keeps the comment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from standfirst.newsroom.stories.models import Article
from standfirst.readers.models import Reader
from standfirst.readers.queries import blocked_between

from .models import SHOWN, Comment, Sanction, Thread, WatchedWord
from .phases import Context, Policy, Status
from .policy.holding import holding_of, premoderation_of, shut_everywhere, standing_of
from .text import count_links, fingerprint
from .words.watching import watched

POLICY = Policy()
#: An author's latest comments that are looked at for rate and repeats.
LATELY = POLICY.an_hour + 20


@dataclass(frozen=True, slots=True)
class Past:
    """What an author wrote lately, the newest first: when, the fingerprint, and what became of it."""

    rows: list[tuple[datetime, str, str]]
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


def gather(
    *, thread: Thread, author: Reader, text: str, parent: Comment | None, but: int | None = None
) -> Context:
    """A few small queries, each by an index; none grows with the thread.

    `but` is a comment that these words would take the place of: it does not count as said before.
    """
    now = timezone.now()
    story = _story_of(thread)
    holding = holding_of(story)
    mine = Comment.objects.filter(author=author).exclude(pk=but or 0).order_by("-pk")
    past = Past(list(mine.values_list("created_at", "fingerprint", "status")[:LATELY]), now)
    kinds = set(Sanction.objects.filter(Sanction.in_force(now), reader=author).values_list("kind", flat=True))
    words = watched().proofs(text)
    return Context(
        shut=shut_everywhere(holding, standing_of(story, thread), now),
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
        approved_before=_approved(mine, past),
        rejected_lately=past.rejected(POLICY.look_back),
        premoderation=premoderation_of(story, holding, now),
        policy=POLICY,
    )


def _approved(mine: QuerySet[Comment], past: Past) -> int:
    """How many comments of the author are on the page, counted as far as it matters."""
    lately = past.shown()
    if lately >= POLICY.newcomers or len(past.rows) < LATELY:
        return lately
    return len(mine.filter(status=SHOWN).values_list("pk")[: POLICY.newcomers])


def is_open(thread: Thread) -> bool:
    """May anybody write here, whatever their edition? Neither the desk, nor a rule, nor the law has closed it."""
    story = _story_of(thread)
    return shut_everywhere(holding_of(story), standing_of(story, thread), timezone.now()) is None


def _story_of(thread: Thread) -> Article:
    """What the rules need to know of a story, without its body."""
    return Article.objects.only("path", "live", "comments_open", "first_published_at").get(pk=thread.pk)


def may_take_part(reader: Reader) -> bool:
    """Not while banned or suspended: recommending and reporting are taking part, too."""
    return (
        reader.is_active
        and not Sanction.objects.filter(Sanction.in_force(timezone.now()), reader=reader).exists()
    )

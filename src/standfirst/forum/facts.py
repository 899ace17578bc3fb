"""Gather the facts that the phases look at. Called inside the transaction that keeps the comment."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from standfirst.newsroom.stories.models import Article
from standfirst.readers.models import Reader
from standfirst.readers.queries import blocked_between

from .models import SHOWN, Comment, Sanction, Thread, WatchedWord
from .phases import Context, Policy, Proof, Status
from .text import count_links, fingerprint
from .words import WordList

POLICY = Policy()
#: An author's latest comments that are looked at for rate and repeats.
LATELY = POLICY.an_hour + 20

#: Words shown to a moderator of one comment and one list.
MOST_PROOFS = 20


def gather(
    *, thread: Thread, author: Reader, text: str, parent: Comment | None, but: int | None = None
) -> Context:
    """Five small queries, each by an index; none grows with the thread.

    `but` is a comment that these words would take the place of: it does not count as said before.
    """
    now = timezone.now()
    past = Comment.objects.filter(author=author).exclude(pk=but or 0).order_by("-pk")
    latest = [
        row
        for row in past.values_list("created_at", "fingerprint", "status")[:LATELY]
        if row[0] > now - timedelta(days=1)
    ]
    same = fingerprint(text)
    kinds = set(Sanction.objects.filter(Sanction.in_force(now), reader=author).values_list("kind", flat=True))
    banned, suspect = _watched()
    return Context(
        thread_open=is_open(thread),
        parent_shown=parent is None or (parent.thread_id == thread.pk and parent.is_shown),
        blocked=parent is not None and blocked_between(parent.author_id, author.pk),
        banned=not author.is_active or Sanction.Kind.BAN in kinds,
        suspended=Sanction.Kind.SUSPENSION in kinds,
        is_staff=author.is_staff,
        last_minute=sum(at > now - timedelta(minutes=1) for at, _print, _status in latest),
        last_hour=sum(at > now - timedelta(hours=1) for at, _print, _status in latest),
        said_before=any(print_ == same and status != Status.DELETED for _at, print_, status in latest),
        links=count_links(text),
        banned_words=_proofs(banned, text),
        suspect_words=_proofs(suspect, text),
        approved_before=_approved(past, latest),
        policy=POLICY,
    )


def _approved(past: QuerySet[Comment], latest: list[tuple[datetime, str, str]]) -> int:
    """How many comments of the author are on the page, counted as far as it matters."""
    lately = sum(status == SHOWN for _at, _print, status in latest)
    if lately >= POLICY.newcomers:
        return lately
    return len(past.filter(status=SHOWN).values_list("pk")[: POLICY.newcomers])


def is_open(thread: Thread) -> bool:
    """May anybody comment? The story must be live and its desk must not have closed the comments."""
    open_stories = Article.objects.filter(pk=thread.pk, live=True, comments_open=True)
    return thread.closed_at is None and open_stories.exists()


def _proofs(words: WordList, text: str) -> tuple[Proof, ...]:
    return tuple(Proof(match, rule) for match, rule in words.find(text)[:MOST_PROOFS])


def _watched() -> tuple[WordList, WordList]:
    rows = list(WatchedWord.objects.values_list("kind", "words"))
    return (
        WordList.of(words for kind, words in rows if kind == WatchedWord.Kind.BANNED),
        WordList.of(words for kind, words in rows if kind == WatchedWord.Kind.SUSPECT),
    )


def may_take_part(reader: Reader) -> bool:
    """Not while banned or suspended: recommending and reporting are taking part, too."""
    return (
        reader.is_active
        and not Sanction.objects.filter(Sanction.in_force(timezone.now()), reader=reader).exists()
    )

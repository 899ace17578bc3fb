"""What the forum keeps about readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from django.db import models
from django.db.models import CharField, Count, F, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from standfirst.delivery.bus import announce, withdraw
from standfirst.newsroom.stories.actions import record_interest
from standfirst.readers.keepers import GOES, WHILE_ACCOUNT
from standfirst.readers.models import Reader
from standfirst.readers.personal_data import Keeper, Purpose, Row, Rows

from .keys import thread_key
from .models import SHOWN, Comment, EarlierText, FeedVisit, Recommendation, Report, Sanction, Thread
from .moderation.keepers import case_keepers
from .phases import Status

COMMENTS = Purpose(
    _("What you write under stories, and what became of it"),
    _("To show it to everybody, and to moderate the forum."),
    _("as long as the thread"),
    _("as you choose: stays as by a former reader, or is erased; replies of others stay"),
)
RECOMMENDATIONS = Purpose(
    _("What you recommend"),
    _("So that a recommendation counts once, and can be taken back."),
    WHILE_ACCOUNT,
    _("is erased; the number of recommendations stays"),
)
REPORTS = Purpose(
    _("What you report to the moderators"),
    _("To deal with it."),
    _("as long as the moderators' record"),
    _("stays without your name and your words"),
)
SANCTIONS = Purpose(
    _("Suspensions and bans, with their reasons"),
    _("To hold to them, and to tell you why."),
    WHILE_ACCOUNT,
    GOES,
)
FEED = Purpose(
    _("Up to when you have read the comments of those whom you follow"),
    _("To mark what is new."),
    WHILE_ACCOUNT,
    GOES,
)
MODERATORS = Purpose(
    _("Suspensions and bans that our moderators gave"),
    _("To know who decided."),
    _("as long as the moderators' record"),
    _("stays without the name"),
)
#: Keys in one line of the bus.
MANY = 200


@dataclass(frozen=True, slots=True)
class CommentKeeper:
    """Comments stay where others answered them: as tombstones, or as those of a former reader."""

    model: ClassVar[type[models.Model]] = Comment
    columns: ClassVar[tuple[str, ...]] = ("author",)
    fields: ClassVar[tuple[str, ...]] = (
        "id", "thread_id", "parent_id", "text", "status", "reasons", "findings", "recommended",
        "quote", "created_at", "edited_at",
    )  # fmt: skip
    purpose: ClassVar[Purpose] = COMMENTS

    def export(self, reader: Reader) -> Iterator[Row]:
        rows = Comment.objects.filter(author=reader).order_by("pk")
        yield from rows.values(*self.fields).iterator(chunk_size=500)

    def erase(self, reader: Reader) -> None:
        """Every word goes; a tombstone holds the replies."""
        mine = Comment.objects.filter(author=reader)
        fewer = dict(mine.filter(status=SHOWN).order_by().values_list("thread_id").annotate(Count("pk")))
        changed = _threads_of(mine)
        for number, count in fewer.items():
            Thread.objects.filter(pk=number).update(comments=F("comments") - count)
        _empty(mine)
        for number, count in Thread.objects.filter(pk__in=list(fewer)).values_list("pk", "comments"):
            record_interest(number, discussed=count)
            announce(thread_key(number), count)
        _forget(changed)

    def anonymise(self, reader: Reader) -> None:
        """What is on the page stays there; what nobody sees has no reason to stay."""
        mine = Comment.objects.filter(author=reader)
        changed = _threads_of(mine)
        _empty(mine.exclude(status=SHOWN))
        mine.update(author=None)
        _forget(changed)


def _threads_of(mine: QuerySet[Comment]) -> list[int]:
    return sorted(set(mine.values_list("thread_id", flat=True)))


def _empty(mine: QuerySet[Comment]) -> None:
    mine.update(
        author=None,
        status=Status.DELETED,
        text="",
        html="",
        fingerprint="",
        reasons=[],
        findings=[],
        quote=None,
        edited_at=timezone.now(),
        once=Concat(Value("deleted/"), Cast("pk", CharField())),
    )


def _forget(threads: list[int]) -> None:
    """Threads print names also where they say whom a reply answers."""
    for start in range(0, len(threads), MANY):
        withdraw(thread_key(number) for number in threads[start : start + MANY])


def keepers() -> Iterable[Keeper]:
    said = ("comment_id", "reason", "note", "at", "resolved_at")
    yield CommentKeeper()
    yield Rows(EarlierText, "comment__author", ("comment_id", "text", "at"), COMMENTS)
    yield Rows(Comment, "addressee", (), COMMENTS, detach=True)  # the parent's author once more
    yield Rows(FeedVisit, "reader", ("read_to",), FEED)
    yield Rows(Recommendation, "reader", ("comment_id", "at"), RECOMMENDATIONS)
    yield Rows(Report, "reader", said, REPORTS, detach=True, blank={"note": ""})
    yield Rows(Sanction, "reader", ("kind", "reason", "at", "until", "lifted_at"), SANCTIONS)
    yield Rows(Sanction, "by", ("kind", "reason", "at"), MODERATORS, detach=True)
    yield from case_keepers()

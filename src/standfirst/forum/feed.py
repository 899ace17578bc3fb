"""“Following”: the newest comments of those whom a reader follows, and the replies to them and to the reader.

However many are followed and however much was said, the feed costs one step into an index for each reader followed: the
newest comment of each is looked up, and only those whose newest is new enough are read on. docs/decisions/0020 has the
figures, and what was tried instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from heapq import nlargest

from django.db import transaction
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils import timezone

from standfirst.readers.models import Follow, Reader
from standfirst.readers.queries import not_heard_by, shown

from .models import SHOWN, Comment, FeedVisit
from .queries import IN_A_LIST, in_lists

PAGE = IN_A_LIST + 1
#: The two ways in which a comment concerns a reader: being its author, or the one whom it answers.
WAYS = ("author", "addressee")


def following_feed(reader: Reader, *, after: int | None = None) -> list[Comment]:
    """The feed's newest, or those before comment `after`; one more than a page holds, when there is one."""
    feed = _Feed(reader, not_heard_by(reader), after)
    numbers = feed.numbers(Comment.objects.filter(status=SHOWN))
    found = _rows(numbers)
    if len(found) < len(numbers):  # some stand under stories that are not live: look only where they are
        found = _rows(feed.numbers(in_lists()))
    return found


def _rows(numbers: list[int]) -> list[Comment]:
    return list(in_lists().filter(pk__in=numbers).order_by("-pk"))


@dataclass(frozen=True, slots=True)
class _Feed:
    reader: Reader
    unheard: set[int]
    after: int | None

    def numbers(self, comments: QuerySet[Comment]) -> list[int]:
        """The numbers of the feed's newest among these comments, newest first."""
        heard = comments.exclude(author__in=self.unheard | {self.reader.pk}).order_by("-pk")
        if self.after is not None:
            heard = heard.filter(pk__lt=self.after)
        found = set(heard.filter(addressee=self.reader).values_list("pk", flat=True)[:PAGE])
        for way in WAYS:
            found.update(self._of_followed(heard, way))
        return nlargest(PAGE, found)

    def _of_followed(self, heard: QuerySet[Comment], way: str) -> list[int]:
        """Numbers among which are the newest of those whom the reader follows.

        A comment of the newest PAGE is by (or to) one of the PAGE whose newest is newest: of any other there are PAGE
        newer ones.
        """
        newest = Subquery(heard.filter(**{way: OuterRef("followed")}).values("pk")[:1])
        voices = list(
            self._follows().annotate(newest=newest).order_by(F("newest").desc(nulls_last=True))
            .values_list("followed", "newest")[:PAGE]
        )  # fmt: skip
        spoken = {voice: number for voice, number in voices if number is not None}
        if not spoken:
            return []
        start = min(spoken.values()) if len(spoken) == PAGE else 0
        # Nor is anything older than the last of PAGE by one of them.
        last = Subquery(heard.filter(**{way: OuterRef("pk")}).values("pk")[PAGE - 1 : PAGE])
        lasts = Reader.objects.filter(pk__in=spoken).annotate(last=last).values_list("last", flat=True)
        start = max(start, *(number or 0 for number in lasts))
        chosen = heard.filter(**{f"{way}__in": list(spoken)}, pk__gte=start)
        return list(chosen.order_by().values_list("pk", flat=True))

    def _follows(self) -> QuerySet[Follow]:
        follows = Follow.objects.filter(shown("followed__"), follower=self.reader)
        return follows.exclude(followed__in=self.unheard)


def read_to(reader: Reader) -> datetime | None:
    """Up to when the reader has read the feed; None for somebody who never has."""
    return FeedVisit.objects.filter(reader=reader).values_list("read_to", flat=True).first()


@transaction.atomic
def mark_read(*, reader: Reader, to: datetime) -> None:
    """Keep that a reader has read the feed up to an instant; never one to come, and never less than before."""
    to = min(to, timezone.now())
    visit, made = FeedVisit.objects.get_or_create(reader=reader, defaults={"read_to": to})
    if not made:
        FeedVisit.objects.filter(reader=visit.reader_id, read_to__lt=to).update(read_to=to)

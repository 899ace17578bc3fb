"""“Following”: the newest comments of those whom a reader follows, and the replies to them and to the reader.

Two ways lead there. Where those followed talk a great deal, the paper's latest comments hold a page of the feed: they
are walked, and each is asked whether it concerns somebody followed. Else the newest comment of each reader followed is
looked up, one step into an index each, and only those whose newest is new enough are read on. Neither grows with what
was said. docs/decisions/0020 has the figures, and what was tried instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from heapq import nlargest

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from standfirst.readers.models import Follow, Reader
from standfirst.readers.queries import not_heard_by, shown

from .models import SHOWN, Comment, FeedVisit
from .queries import IN_A_LIST, in_lists

PAGE = IN_A_LIST + 1
#: Comments walked before those followed are looked up one by one.
WALK = 2_000


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
        before = comments.order_by("-pk")
        if self.after is not None:
            before = before.filter(pk__lt=self.after)
        heard = before.exclude(author__in=self.unheard | {self.reader.pk})
        # Hardly anybody whom one follows is hidden: who is matters only once such a one turns up, as asking costs more.
        found = self._walked(heard, among_shown=False)
        if found is None:
            found = self._walked(heard, among_shown=True) or []
        if len(found) == PAGE:
            return found
        concerning = set(heard.filter(addressee=self.reader).values_list("pk", flat=True)[:PAGE])
        for among, way in ((before, "author"), (heard, "addressee")):
            spoken = self._of_followed(among, way, self._follows())
            if spoken is None:
                spoken = self._of_followed(among, way, self._follows_of_shown())
            concerning.update(spoken or ())
        return nlargest(PAGE, concerning)

    def _walked(self, heard: QuerySet[Comment], *, among_shown: bool) -> list[int] | None:
        """What of the feed is among the paper's latest comments; None where somebody hidden may be concerned."""
        newest = self.after
        if newest is None:
            newest = 1 + (Comment.objects.order_by("-pk").values_list("pk", flat=True).first() or 0)
        follows = self._follows_of_shown() if among_shown else self._follows()
        concerns = Q(addressee=self.reader)
        for way in ("author", "addressee"):
            concerns |= Q(Exists(follows.filter(followed=OuterRef(way))))
        latest = heard.filter(concerns, pk__gte=newest - WALK)
        rows = list(latest.values_list("pk", "author", "addressee")[:PAGE])
        people = {person for row in rows for person in row[1:] if person is not None}
        if not among_shown and Reader.objects.filter(~shown(), pk__in=people).exists():
            return None
        return [pk for pk, _author, _addressee in rows]

    def _of_followed(
        self, comments: QuerySet[Comment], way: str, follows: QuerySet[Follow]
    ) -> list[int] | None:
        """Numbers among which are the newest by (the way "author") or to ("addressee") those whom the reader follows.

        A comment of the newest PAGE is by one of the PAGE whose newest is newest: of any other there are PAGE newer.
        None where one of them is hidden: then the question is asked again among those who are not, which costs more.
        """
        newest = Subquery(comments.filter(**{way: OuterRef("followed")}).values("pk")[:1])
        voices = list(
            follows.annotate(newest=newest).order_by(F("newest").desc(nulls_last=True))
            .values_list("followed", "newest")[:PAGE]
        )  # fmt: skip
        spoken = {voice: number for voice, number in voices if number is not None}
        if not spoken:
            return []
        start = min(spoken.values()) if len(spoken) == PAGE else 0
        # Nor is anything older than the last of PAGE by one of them.
        last = Subquery(comments.filter(**{way: OuterRef("pk")}).values("pk")[PAGE - 1 : PAGE])
        of_shown = Reader.objects.filter(shown(), pk__in=spoken)
        lasts = list(of_shown.annotate(last=last).values_list("last", flat=True))
        if len(lasts) < len(spoken):
            return None
        start = max(start, *(number or 0 for number in lasts))
        chosen = comments.filter(**{f"{way}__in": list(spoken)}, pk__gte=start)
        return list(chosen.order_by().values_list("pk", flat=True))

    def _follows_of_shown(self) -> QuerySet[Follow]:
        return self._follows().filter(shown("followed__"))

    def _follows(self) -> QuerySet[Follow]:
        follows = Follow.objects.filter(follower=self.reader)
        return follows.exclude(followed__in=self.unheard) if self.unheard else follows


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

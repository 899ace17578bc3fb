"""Somebody follows you, or asks to: told once for many, and of those alone of whom the followed may know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db.models import Q
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from standfirst.editions.models import Edition
from standfirst.readers.models import Follow, FollowRequest, Reader
from standfirst.readers.queries import not_heard_by, shown

from ..actions import tell
from ..models import Dispatch, Told
from ..notice import Hearer, Notice, Reference, Words
from .rules import INBOX

#: How long others may join the first who follows; and, where a reader was told within a day, how long then.
SOON, LATER = timedelta(minutes=5), timedelta(hours=6)
FOLLOWERS = "/account/followers/"
_NAMED = 3


@dataclass(frozen=True, slots=True)
class FollowerNotice(Notice):
    """Who has begun to follow this reader, or asked to, between two instants."""

    kind: ClassVar[str] = "follower"
    label: ClassVar[str | Promise] = gettext_lazy("Readers who follow you, or ask to")
    #: Nobody is woken for it.
    defaults: ClassVar[frozenset[str]] = frozenset({INBOX})
    reader: int
    since: datetime
    until: datetime

    def reference(self) -> Reference:
        return {"reader": self.reader, "since": self.since.isoformat(), "until": self.until.isoformat()}

    @classmethod
    def from_reference(cls, reference: Reference) -> Notice | None:
        """None when nobody of them follows or asks any more, or when they are not heard by now."""
        since, until = (datetime.fromisoformat(reference[name]) for name in ("since", "until"))
        notice = cls(int(reference["reader"]), since, until)
        return notice if any(notice.people()) else None

    def hearers(self) -> Iterator[Hearer]:
        for number in Reader.objects.filter(pk=self.reader, is_active=True, leaves_at=None).values_list(
            "pk", flat=True
        ):
            yield Hearer(reader=number)

    def people(self) -> tuple[list[Reader | None], list[Reader | None]]:
        """Who follows, and who asks to; None for somebody who keeps to themselves whom they follow."""
        reader = Reader.objects.filter(pk=self.reader).first()
        if reader is None:
            return [], []
        then = Q(since__gte=self.since, since__lt=self.until)
        heard = shown("follower__") & then & ~Q(follower__in=not_heard_by(reader))
        # Who was let in one by one is no news to the reader who did it.
        follows = Follow.objects.filter(heard, followed=reader, let_in=False).select_related("follower")
        asks = FollowRequest.objects.filter(heard, followed=reader, declined_at=None)
        return (
            [one.follower if one.follower.shows_following else None for one in follows.order_by("pk")],
            [one.follower for one in asks.select_related("follower").order_by("pk")],
        )

    def words(self, edition: Edition) -> Words:
        follow, ask = self.people()
        tag = f"followers/{self.since:%Y%m%d%H%M%S}"
        with translation.override(edition.language):
            said = [text for text in (_asking(ask), _following(follow)) if text]
            named = [str(one) for one in (*ask, *follow) if one is not None]
            body = ", ".join(named[:_NAMED]) if len(follow) + len(ask) > 1 else ""
            if body and len(follow) + len(ask) > len(named[:_NAMED]):
                body = _("%(names)s and others") % {"names": body}
        alone = follow[0] if len(follow) == 1 and not ask else None
        address = alone.address if alone is not None and alone.address else FOLLOWERS
        return Words(title="; ".join(said), body=body, address=address, tag=tag, about="followers")


def somebody_follows(*, followed: Reader, since: datetime, **_others: Any) -> None:
    """Called in the transaction in which somebody follows a reader or asks to. Who joins within a while is told of in
    the same notice."""
    now = timezone.now()
    mine = Q(kind=FollowerNotice.kind, reference__reader=followed.pk)
    if Told.objects.filter(mine, fanned_out_at=None, not_before__gt=now).exists():
        return
    told = Dispatch.objects.filter(reader=followed, told__kind=FollowerNotice.kind)
    of_late = told.filter(told__at__gt=now - timedelta(days=1)).exists()
    until = now + (LATER if of_late else SOON)
    tell(FollowerNotice(followed.pk, since, until), not_before=until)


def _following(people: list[Reader | None]) -> str:
    if len(people) == 1:
        return _("%(name)s follows you") % {"name": people[0] or _("A reader")}
    return _counted(
        len(people), ngettext("%(count)s reader follows you", "%(count)s readers follow you", len(people))
    )


def _asking(people: list[Reader | None]) -> str:
    if len(people) == 1:
        return _("%(name)s asks to follow you") % {"name": people[0] or _("A reader")}
    words = ngettext(
        "%(count)s reader asks to follow you", "%(count)s readers ask to follow you", len(people)
    )
    return _counted(len(people), words)


def _counted(count: int, words: str) -> str:
    return words % {"count": count} if count else ""

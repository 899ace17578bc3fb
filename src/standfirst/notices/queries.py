"""Questions about what readers were told."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils.crypto import salted_hmac

from standfirst.editions.models import Edition
from standfirst.newsroom.stories.models import Topic
from standfirst.newsroom.stories.queries import live_articles

from .actions import made_anew
from .models import Followed, InboxItem, Subscription
from .notice import Words

INBOX_PAGE = 30
#: From how many of the newest stories topics are offered to a device, and how many.
NEWEST, MOST_OFFERED = 500, 12


def inbox_topic(reader: int) -> str:
    """The name of a reader's inbox in streams: nobody can make it up, and it names nobody."""
    return f"inbox/{salted_hmac('standfirst.notices.inbox', str(reader)).hexdigest()}"


def unread(reader: int) -> int:
    return InboxItem.objects.filter(reader=reader, read_at=None).count()


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of the inbox."""

    number: int
    at: datetime
    is_read: bool
    words: Words
    #: Earlier ones about the same, from newest to oldest.
    earlier: tuple[Shown, ...] = ()

    @property
    def all_numbers(self) -> list[int]:
        return [self.number, *(one.number for one in self.earlier)]

    @property
    def all_read(self) -> bool:
        return self.is_read and all(one.is_read for one in self.earlier)


def inbox(reader: int, *, edition: Edition, before: int | None = None) -> tuple[list[Shown], int | None]:
    """The newest notices of a reader, in words of today, and the number from which older ones follow.

    What may no longer be told (a comment taken down) is passed over. Those about the same stand together, where the
    newest of them stands.
    """
    items = InboxItem.objects.filter(reader=reader).select_related("told").order_by("-id")
    if before is not None:
        items = items.filter(id__lt=before)
    page = list(items[: INBOX_PAGE + 1])
    older = page[INBOX_PAGE - 1].pk if len(page) > INBOX_PAGE else None
    shown = []
    for item in page[:INBOX_PAGE]:
        notice = made_anew(item.told)
        if notice is not None and notice.is_shown_in(edition):
            shown.append(Shown(item.pk, item.at, item.read_at is not None, notice.line(edition)))
    return bundled(shown), older


def bundled(shown: Iterable[Shown]) -> list[Shown]:
    """Lines about the same as one, in the place of the first of them."""
    about: dict[str, list[Shown]] = {}
    for line in shown:
        about.setdefault(line.words.about or f"number/{line.number}", []).append(line)
    return [replace(first, earlier=tuple(others)) for first, *others in about.values()]


def alert_hearers(edition: Edition, topics: Collection[int] = ()) -> QuerySet[Subscription]:
    """The devices that an alert in this edition is told to, strangers' and readers', in order: those that want its
    alerts; of an alert about topics those that chose one of them, or whose reader follows one, each once."""
    heard = Subscription.objects.filter(edition=edition).order_by("id")
    if not topics:
        return heard.filter(alerts=True)
    chosen = Subscription.topics.through.objects.filter(topic__in=topics)
    followers = Followed.objects.filter(topic__in=topics)
    follows = Q(alerts=True, reader__in=followers.values("reader"))
    return heard.filter(Q(pk__in=chosen.values("subscription")) | follows)


def topics_offered(device: Subscription | None = None) -> list[Topic]:
    """Topics to choose alerts about: those that most of the newest stories are about, in the order of their names, and
    those that the device has chosen before."""
    newest = live_articles().values("pk")[:NEWEST]
    counted = Topic.objects.filter(articles__in=newest).annotate(stories=Count("articles"))
    found: set[Topic] = set(counted.order_by("-stories", "slug")[:MOST_OFFERED])
    if device is not None:
        found |= set(device.topics.all())
    return sorted(found, key=lambda topic: topic.name.casefold())

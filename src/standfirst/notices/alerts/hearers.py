"""Who hears of breaking news: devices that want it, then readers who have ticked it for the inbox or for e-mail."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from standfirst.editions.models import Edition
from standfirst.readers.letters import written_to_in

from ..models import Alert, Dispatch, Followed, Preference
from ..notice import Hearer
from ..queries import alert_hearers
from ..reach import devices_after
from ..wishes.rules import INBOX, MAIL

KIND = "alert"
#: What a reader chooses on the preferences page. A device is asked itself: it may be a stranger's.
CHOSEN_BY = frozenset({INBOX, MAIL})
#: A fan-out's place among devices is the number of one; among readers, the number of one and this.
READERS = 1 << 40


def ticked_by(edition: Edition, topics: Collection[int] = ()) -> QuerySet[Preference]:
    """The ticks, one for each channel, of readers who are written to in this edition; of an alert about topics, those
    of readers who follow one of them."""
    ticks = Preference.objects.filter(
        written_to_in(edition, "reader__"),
        kind=KIND,
        wanted=True,
        channel__in=CHOSEN_BY,
        reader__is_active=True,
        reader__leaves_at=None,
    )
    if not topics:
        return ticks
    return ticks.filter(reader__in=Followed.objects.filter(topic__in=topics).values("reader"))


def hearers_after(
    edition: Edition, topics: Collection[int], place: int, most: int
) -> tuple[list[Hearer], int]:
    """For `Notice.some_hearers`. A step in which the devices come to their end is filled up with readers: one that is
    not full would be the last."""
    found: list[Hearer] = []
    if place < READERS:
        found, place = devices_after(alert_hearers(edition, topics), place, most)
        if len(found) == most:
            return found, place
        place = READERS
    after = ticked_by(edition, topics).filter(reader__gt=place - READERS).order_by("reader")
    readers = list(after.values_list("reader", flat=True).distinct()[: most - len(found)])
    found += [Hearer(reader=number, devices=False) for number in readers]
    return found, READERS + readers[-1] if readers else place


def got(first: Alert) -> QuerySet[Dispatch]:
    """The copies of an alert that were sent, where the device or the reader is still there."""
    sent = Dispatch.objects.filter(told__alert_round__alert=first, state=Dispatch.State.SENT)
    return sent.exclude(subscription=None, reader=None)


def who_got(first: Alert, edition: Edition, place: int, most: int) -> tuple[list[Hearer], int]:
    """For `Notice.some_hearers`: exactly those who got it. Who got it by two ways is there twice, and told once all the
    same: a step from which they were left out would not be full, and so the last."""
    copies = got(first).filter(told__alert_round__edition=edition, pk__gt=place).order_by("pk")
    rows = list(copies.values_list("pk", "subscription", "reader")[:most])
    hearers = [
        Hearer(subscription=device) if device is not None else Hearer(reader=reader, devices=False)
        for _copy, device, reader in rows
    ]
    return hearers, rows[-1][0] if rows else place

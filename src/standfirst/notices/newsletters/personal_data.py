"""What newsletters keep about readers, and about strangers who have the same address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from standfirst.readers.keepers import GOES
from standfirst.readers.models import Reader
from standfirst.readers.personal_data import Keeper, Purpose, Row, Rows

from ..models import Issue, Subscriber

SUBSCRIBED = Purpose(
    _("Which newsletters you get, since when, and for strangers at which address"),
    _("To send them, and to know that you asked for them."),
    _("until you stop them; a week where nobody confirmed"),
    GOES,
)
WRITTEN = Purpose(
    _("What our editors put on top of newsletters, and what they sent or left out"),
    _("To know who is responsible for what we send."),
    _("as long as the newsletter"),
    _("stays without the name"),
)


@dataclass(frozen=True, slots=True)
class SubscriberKeeper:
    """By the reader, or by the reader's address where it was subscribed without an account."""

    model: ClassVar[type[models.Model]] = Subscriber
    columns: ClassVar[tuple[str, ...]] = ("reader", "address")
    fields: ClassVar[tuple[str, ...]] = ("newsletter__name", "asked_at", "confirmed_at")
    purpose: ClassVar[Purpose] = SUBSCRIBED

    def export(self, reader: Reader) -> Iterator[Row]:
        yield from _of(reader).order_by("pk").values(*self.fields)

    def erase(self, reader: Reader) -> None:
        _of(reader).delete()

    def anonymise(self, reader: Reader) -> None:
        self.erase(reader)


def _of(reader: Reader) -> QuerySet[Subscriber]:
    return Subscriber.objects.filter(Q(reader=reader) | Q(address=reader.email.lower()))


def keepers() -> Iterable[Keeper]:
    yield SubscriberKeeper()
    yield Rows(Issue, "by", ("newsletter__name", "day"), WRITTEN, detach=True)

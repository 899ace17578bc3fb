"""What this floor keeps about readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from standfirst.readers.models import Reader
from standfirst.readers.personal_data import Keeper, Purpose, Row

from .comments.people import prints_of
from .models import FormerAuthor

BEFORE = Purpose(
    _("Who wrote comments in a forum that we had before: the name, and a fingerprint of the address"),
    _("To show the name beside the comments, and to give them back to whoever proves the address."),
    _("until the comments are claimed, or as long as the thread"),
    _("the fingerprint is erased; a name that nobody claimed stays"),
)


@dataclass(frozen=True, slots=True)
class FormerAuthorKeeper:
    """Rows of the account that holds a former author's name, and those under an address that a reader has proved."""

    model: ClassVar[type[models.Model]] = FormerAuthor
    columns: ClassVar[tuple[str, ...]] = ("reader", "email_print")
    fields: ClassVar[tuple[str, ...]] = ("source", "since", "reader__name")
    purpose: ClassVar[Purpose] = BEFORE

    def export(self, reader: Reader) -> Iterator[Row]:
        rows = FormerAuthor.objects.filter(Q(reader=reader) | Q(email_print__in=prints_of(reader)))
        yield from rows.order_by("pk").values(*self.fields).iterator(chunk_size=500)

    def erase(self, reader: Reader) -> None:
        FormerAuthor.objects.filter(email_print__in=prints_of(reader)).update(email_print="")
        FormerAuthor.objects.filter(reader=reader).delete()

    def anonymise(self, reader: Reader) -> None:
        self.erase(reader)


def keepers() -> Iterable[Keeper]:
    yield FormerAuthorKeeper()

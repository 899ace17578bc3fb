"""What notices keep about readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from typing import ClassVar

from django.db import models
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from standfirst.readers.keepers import GOES, WHILE_ACCOUNT
from standfirst.readers.models import Reader
from standfirst.readers.personal_data import Keeper, Purpose, Row, Rows

from .mail.envelope import bare
from .mail.marks import fingerprint
from .models import (
    Alert,
    Dispatch,
    Followed,
    InboxItem,
    Preference,
    QueuedMail,
    Returned,
    Strip,
    Subscription,
    Told,
    Wishes,
)
from .newsletters import personal_data as newsletters
from .wishes.followers import FollowerNotice

DEVICES = Purpose(
    _("Browsers to which you let us send notifications"),
    _("To send them, encrypted for that browser alone."),
    _("until you take it back or the browser is gone"),
    GOES,
)
TOLD = Purpose(
    _("What we told you, by which way, and whether you read it"),
    _("To tell you nothing twice, and to show it to you."),
    _("90 days; in your inbox as long as the account"),
    GOES,
)
PREFERENCES = Purpose(_("What you want to be told, and how"), _("To keep to it."), WHILE_ACCOUNT, GOES)
MAIL = Purpose(
    _("Mails on their way to you"),
    _("To send them."),
    _("a day after they were sent; 30 days where that failed"),
    _("is erased; a last mail tells you so, and goes a day later"),
)
RETURNED = Purpose(
    _("That mail to you came back, by a fingerprint of your address from which nobody can read it"),
    _("To write no more letters to an address that does not work."),
    _("a year after it last came back"),
    GOES,
)

ALERTS = Purpose(
    _("Alerts and breaking news that our editors sent, approved or stopped"),
    _("To know who decided."),
    _("as long as the record of alerts"),
    _("stays without the name"),
)


@dataclass(frozen=True, slots=True)
class MailKeeper:
    """Mail that is queued or was sent of late, by the address on its envelope."""

    model: ClassVar[type[models.Model]] = QueuedMail
    columns: ClassVar[tuple[str, ...]] = ("recipients", "message", "error")
    fields: ClassVar[tuple[str, ...]] = ("subject", "queued_at", "sent_at", "failed_at")
    purpose: ClassVar[Purpose] = MAIL

    def export(self, reader: Reader) -> Iterator[Row]:
        for mail in _mail_to(reader).order_by("pk").iterator(chunk_size=50):
            subject = message_from_bytes(bytes(mail.message), policy=policy.default)["Subject"]
            times = {name: getattr(mail, name) for name in self.fields[1:]}
            yield {"subject": str(subject or ""), **times}

    def erase(self, reader: Reader) -> None:
        _mail_to(reader).delete()

    def anonymise(self, reader: Reader) -> None:
        self.erase(reader)


@dataclass(frozen=True, slots=True)
class NewFollowersKeeper:
    """That somebody had new followers: the one kind of notice whose row is about its reader alone."""

    model: ClassVar[type[models.Model]] = Told
    columns: ClassVar[tuple[str, ...]] = ("reference",)
    fields: ClassVar[tuple[str, ...]] = ("kind", "at")
    purpose: ClassVar[Purpose] = TOLD

    def export(self, reader: Reader) -> Iterator[Row]:
        yield from self._rows(reader).order_by("pk").values(*self.fields)

    def erase(self, reader: Reader) -> None:
        self._rows(reader).delete()

    def anonymise(self, reader: Reader) -> None:
        self.erase(reader)

    def _rows(self, reader: Reader) -> QuerySet[Told]:
        return Told.objects.filter(kind=FollowerNotice.kind, reference__reader=reader.pk)


@dataclass(frozen=True, slots=True)
class ReturnedKeeper:
    """What came back from the reader's address, by its fingerprint."""

    model: ClassVar[type[models.Model]] = Returned
    columns: ClassVar[tuple[str, ...]] = ("fingerprint",)
    fields: ClassVar[tuple[str, ...]] = ("times", "closed_at", "code", "changed_at")
    purpose: ClassVar[Purpose] = RETURNED

    def export(self, reader: Reader) -> Iterator[Row]:
        yield from Returned.objects.filter(fingerprint=fingerprint(reader.email)).values(*self.fields)

    def erase(self, reader: Reader) -> None:
        Returned.objects.filter(fingerprint=fingerprint(reader.email)).delete()

    def anonymise(self, reader: Reader) -> None:
        self.erase(reader)


def _mail_to(reader: Reader) -> QuerySet[QueuedMail]:
    """A JSON list of addresses, as text: not every database can look into one."""
    told = QueuedMail.objects.annotate(listed=Cast("recipients", TextField()))
    return told.filter(listed__icontains=f'"{bare(reader.email)}"')


def keepers() -> Iterable[Keeper]:
    device = ("device", "edition__slug", "alerts", "created_at", "last_delivered_at")
    yield Rows(Subscription, "reader", device, DEVICES)
    yield Rows(
        Dispatch, "reader", ("told__kind", "channel", "state", "done_at", "shown_at", "opened_at"), TOLD
    )
    yield Rows(InboxItem, "reader", ("told__kind", "at", "read_at"), TOLD)
    yield Rows(Preference, "reader", ("kind", "channel", "wanted"), PREFERENCES)
    told = ("time_zone", "quiet_from", "quiet_to", "pushes_a_day", "paused_until", "off", "mail")
    yield Rows(Wishes, "reader", told, PREFERENCES)
    subjects = ("author__name", "section__title", "topic__name", "since")
    yield Rows(Followed, "reader", subjects, PREFERENCES)
    yield NewFollowersKeeper()
    yield MailKeeper()
    yield ReturnedKeeper()
    yield from newsletters.keepers()
    yield Rows(Alert, "by", ("text", "made_at"), ALERTS, detach=True)
    yield Rows(Alert, "approved_by", ("text", "approved_at"), ALERTS, detach=True)
    yield Rows(Alert, "stopped_by", ("text", "why_stopped", "ended_at"), ALERTS, detach=True)
    yield Rows(Strip, "by", ("text", "set_at", "ends_at"), ALERTS, detach=True)

"""What moderation keeps about readers: decisions, appeals, notices of illegal content, notes, barred addresses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.readers.keepers import GOES, WHILE_ACCOUNT
from standfirst.readers.models import Reader
from standfirst.readers.personal_data import Keeper, Purpose, Row, Rows

from ..models import Appeal, BarredAddress, Decision, LegalNotice, Note
from .sanctions import keep_barred

_RECORD = _("as long as the moderators' record")
DECISIONS = Purpose(
    _("What our moderators decided about your comments and your account, and on what ground"),
    _("To tell you the reasons, as the law asks, and to hear your appeal."),
    _RECORD,
    _("stays without your name"),
)
APPEALS = Purpose(
    _("Your appeals, and how they were decided"),
    _("To decide them, and to count them in the report that the law asks for."),
    _RECORD,
    _("stays without your name and your words"),
)
LEGAL_NOTICES = Purpose(
    _("A notice of illegal content, with the name and the address of whoever sent it"),
    _("To confirm it, to decide it, and to write what was decided."),
    _("name and address half a year after the decision; the notice as long as the moderators' record"),
    _("stays without your name and your address"),
)
NOTES = Purpose(
    _("Notes of our moderators about a reader"),
    _("So that one moderator knows what another knows."),
    WHILE_ACCOUNT,
    GOES,
)
BARRED = Purpose(
    _(
        "A fingerprint of the e-mail address of somebody who is suspended or banned, from which nobody can read it"
    ),
    _("So that the sanction holds for a new account with the same address, too."),
    _("until the sanction ends or is lifted, two years after the account has gone at most"),
    _("stays while the sanction holds, and points at nobody"),
)
WORK = Purpose(
    _("Which of our moderators decided what, and wrote which note"),
    _("To know who decided, and that an appeal is decided by somebody else."),
    _RECORD,
    _("stays without the name"),
)


class NoticeKeeper(Rows):
    """Also what a reader sent without being signed in: the address tells whose it is."""

    @property
    def columns(self) -> tuple[str, ...]:
        return ("reader", "email")

    def _rows(self, reader: Reader) -> models.QuerySet[Any]:
        return LegalNotice.objects.filter(models.Q(reader=reader) | models.Q(email__iexact=reader.email))


@dataclass(frozen=True, slots=True)
class BarredKeeper:
    """Points at a reader by the sanction alone; while one holds, the fingerprint stays when the account goes."""

    model: ClassVar[type[models.Model]] = BarredAddress
    columns: ClassVar[tuple[str, ...]] = ("fingerprint",)
    fields: ClassVar[tuple[str, ...]] = ()
    purpose: ClassVar[Purpose] = BARRED

    def export(self, reader: Reader) -> Iterator[Row]:
        yield from ()  # the sanction itself is told; the fingerprint tells nothing

    def erase(self, reader: Reader) -> None:
        keep_barred(reader)

    def anonymise(self, reader: Reader) -> None:
        self.erase(reader)


def case_keepers() -> Iterator[Keeper]:
    """The last is asked first, while the sanctions are there still."""
    decided = ("comment_id", "act", "ground", "words", "source", "automated", "at", "until")
    appealed = ("decision_id", "text", "at", "granted", "answer", "decided_at")
    noticed = ("category", "address", "explanation", "name", "email", "at", "removed", "answer", "decided_at")
    nobody = {"name": "", "email": ""}
    yield Rows(Decision, "reader", decided, DECISIONS, detach=True)
    yield Rows(Decision, "by", ("act", "ground", "at"), WORK, detach=True)
    yield Rows(Appeal, "reader", appealed, APPEALS, detach=True, blank={"text": ""})
    yield Rows(Appeal, "by", ("granted", "decided_at"), WORK, detach=True)
    yield NoticeKeeper(LegalNotice, "reader", noticed, LEGAL_NOTICES, detach=True, blank=nobody)
    yield Rows(LegalNotice, "by", ("removed", "decided_at"), WORK, detach=True)
    yield Rows(Note, "reader", ("text", "at"), NOTES)
    yield Rows(Note, "by", ("at",), WORK, detach=True)
    yield BarredKeeper()

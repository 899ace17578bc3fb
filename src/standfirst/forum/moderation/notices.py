"""What readers hear of moderation: that something was decided, and where they read it. Nobody can switch it off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from django.db.models import QuerySet
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from standfirst.editions.models import Edition
from standfirst.notices.notice import Hearer, Notice, Reference, Words
from standfirst.readers.models import Reader

from ..addresses import REPORTS, decision_address
from ..models import Appeal, Decision, Report

_TITLES = {
    Decision.Act.REJECT: lambda: _("Your comment is not on the page"),
    Decision.Act.WARN: lambda: _("A warning from our moderators"),
    Decision.Act.SUSPEND: lambda: _("You may not comment for now"),
    Decision.Act.BAN: lambda: _("You may not comment here"),
}


@dataclass(frozen=True, slots=True)
class DecisionNotice(Notice):
    """The statement of reasons for a decision about you; also the banned hear it."""

    kind: ClassVar[str] = "decision"
    label: ClassVar[str | Promise] = ""
    decision: int

    def reference(self) -> Reference:
        return {"decision": self.decision}

    @classmethod
    def from_reference(cls, reference: Reference) -> Notice | None:
        """None when the decision has gone, or whom it concerns."""
        found = Decision.objects.filter(pk=int(reference["decision"]), reader__isnull=False)
        return cls(found.get().pk) if found.exists() else None

    @property
    def row(self) -> Decision:
        return Decision.objects.select_related("comment__thread__article").get(pk=self.decision)

    def hearers(self) -> Iterator[Hearer]:
        for reader in _here([self.row.reader_id]):
            yield Hearer(reader=reader)

    def words(self, edition: Edition) -> Words:
        row = self.row
        with translation.override(edition.language):
            title = _TITLES[Decision.Act(row.act)]()
            body = row.comment.thread.article.headline if row.comment else _("Why, and how to appeal")
        return Words(title=title, body=body, address=decision_address(row), tag=str(row))


@dataclass(frozen=True, slots=True)
class AppealNotice(Notice):
    """Your appeal was decided."""

    kind: ClassVar[str] = "appeal"
    label: ClassVar[str | Promise] = ""
    appeal: int

    def reference(self) -> Reference:
        return {"appeal": self.appeal}

    @classmethod
    def from_reference(cls, reference: Reference) -> Notice | None:
        found = Appeal.objects.filter(
            pk=int(reference["appeal"]), reader__isnull=False, decided_at__isnull=False
        )
        return cls(found.get().pk) if found.exists() else None

    def hearers(self) -> Iterator[Hearer]:
        for reader in _here([Appeal.objects.get(pk=self.appeal).reader_id]):
            yield Hearer(reader=reader)

    def words(self, edition: Edition) -> Words:
        row = Appeal.objects.select_related("decision").get(pk=self.appeal)
        with translation.override(edition.language):
            title = _("Your appeal was decided")
            body = _("The decision was taken back.") if row.granted else _("The decision stands.")
        return Words(title=title, body=body, address=decision_address(row.decision), tag=str(row))


@dataclass(frozen=True, slots=True)
class ReportNotice(Notice):
    """What you reported was dealt with (16(5))."""

    kind: ClassVar[str] = "report"
    label: ClassVar[str | Promise] = ""
    decision: int

    def reference(self) -> Reference:
        return {"decision": self.decision}

    @classmethod
    def from_reference(cls, reference: Reference) -> Notice | None:
        found = Decision.objects.filter(pk=int(reference["decision"]))
        return cls(found.get().pk) if found.exists() else None

    def hearers(self) -> Iterator[Hearer]:
        told = Report.objects.filter(decision=self.decision, reader__isnull=False)
        for reader in _here(told.values_list("reader_id", flat=True)):
            yield Hearer(reader=reader)

    def words(self, edition: Edition) -> Words:
        row = Decision.objects.get(pk=self.decision)
        with translation.override(edition.language):
            title = _("We have read your report")
            body = _("The comment was taken down.") if row.restricts else _("The comment stays.")
        return Words(title=title, body=body, address=REPORTS, tag=f"report/{row.pk}")


def _here(readers: object) -> QuerySet[Reader, int]:
    here = Reader.objects.filter(pk__in=readers, is_active=True, leaves_at=None)  # type: ignore[misc]
    return here.order_by("pk").values_list("pk", flat=True)

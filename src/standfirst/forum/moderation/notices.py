"""What readers hear of moderation: that something was decided, and where they read it. Nobody can switch it off."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

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
class _ModerationNotice(Notice):
    """News of one row; none when the row has gone, or whom it concerns."""

    label: ClassVar[str | Promise] = ""
    #: What a reference calls the row.
    called: ClassVar[str]
    number: int

    @classmethod
    @abstractmethod
    def rows(cls) -> QuerySet[Any]:
        """All of which there is something to tell."""

    def concerned(self) -> list[int]:
        """The numbers of the readers who hear of it, as far as they are here; also the banned."""
        return [self.row.reader_id]

    @property
    def row(self) -> Any:
        return self.rows().get(pk=self.number)

    def reference(self) -> Reference:
        return {self.called: self.number}

    @classmethod
    def from_reference(cls, reference: Reference) -> Notice | None:
        found = cls(int(reference[cls.called]))
        return found if cls.rows().filter(pk=found.number).exists() else None

    def hearers(self) -> Iterator[Hearer]:
        here = Reader.objects.filter(pk__in=self.concerned(), is_active=True, leaves_at=None)
        for reader in here.order_by("pk").values_list("pk", flat=True):
            yield Hearer(reader=reader)


class DecisionNotice(_ModerationNotice):
    """The statement of reasons for a decision about you."""

    __slots__ = ()
    kind: ClassVar[str] = "decision"
    called: ClassVar[str] = "decision"

    @classmethod
    def rows(cls) -> QuerySet[Decision]:
        return Decision.objects.filter(reader__isnull=False).select_related("comment__thread__article")

    def words(self, edition: Edition) -> Words:
        row: Decision = self.row
        with translation.override(edition.language):
            title = _TITLES[Decision.Act(row.act)]()
            body = row.comment.thread.article.headline if row.comment else _("Why, and how to appeal")
        return Words(title=title, body=body, address=decision_address(row), tag=str(row))


class AppealNotice(_ModerationNotice):
    """Your appeal was decided."""

    __slots__ = ()
    kind: ClassVar[str] = "appeal"
    called: ClassVar[str] = "appeal"

    @classmethod
    def rows(cls) -> QuerySet[Appeal]:
        decided = Appeal.objects.filter(reader__isnull=False, decided_at__isnull=False)
        return decided.select_related("decision")

    def words(self, edition: Edition) -> Words:
        row: Appeal = self.row
        with translation.override(edition.language):
            title = _("Your appeal was decided")
            body = _("The decision was taken back.") if row.granted else _("The decision stands.")
        return Words(title=title, body=body, address=decision_address(row.decision), tag=str(row))


class ReportNotice(_ModerationNotice):
    """What you reported was dealt with (16(5))."""

    __slots__ = ()
    kind: ClassVar[str] = "report"
    called: ClassVar[str] = "decision"

    @classmethod
    def rows(cls) -> QuerySet[Decision]:
        return Decision.objects.all()

    def concerned(self) -> list[int]:
        told = Report.objects.filter(decision=self.number, reader__isnull=False)
        return list(told.values_list("reader_id", flat=True))

    def words(self, edition: Edition) -> Words:
        row: Decision = self.row
        with translation.override(edition.language):
            title = _("We have read your report")
            body = _("The comment was taken down.") if row.restricts else _("The comment stays.")
        return Words(title=title, body=body, address=REPORTS, tag=f"report/{row.pk}")

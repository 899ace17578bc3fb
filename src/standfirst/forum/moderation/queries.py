"""Questions that moderators ask. Never an e-mail address, never a story's body."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from standfirst.editions.queries import default_edition
from standfirst.readers.models import Reader

from ..models import Appeal, Comment, Decision, LegalNotice, Note, Report, Sanction
from ..phases import Reason, Status
from .deciding import version

PAGE = 40
LATELY = 5
#: Counts go so far: beyond it "more than" says enough, and no list walks the whole table.
MOST_COUNTED = 999
BESIDE = 3


def open_reports() -> QuerySet[Report]:
    return Report.objects.filter(resolved_at=None).select_related("reader").order_by("pk")


def waiting() -> QuerySet[Comment]:
    """Oldest first: who came first is read first."""
    return _for_moderators().filter(status=Status.PENDING).order_by("pk")


def newcomers() -> QuerySet[Comment]:
    """Waiting for no other reason than that their authors are new."""
    return waiting().filter(reasons=[Reason.NEWCOMER]) | waiting().filter(
        reasons=[Reason.NEWCOMER, Reason.ALL_WAIT]
    )


def suspect() -> QuerySet[Comment]:
    """Waiting because a rule or a scorer found something."""
    found = waiting().exclude(reasons=[Reason.NEWCOMER]).exclude(reasons=[Reason.ALL_WAIT])
    return found.exclude(reasons=[Reason.NEWCOMER, Reason.ALL_WAIT])


def reported() -> QuerySet[Comment]:
    """With open reports or notices of illegal content, oldest first."""
    about = Report.objects.filter(resolved_at=None).values("comment")
    noticed = LegalNotice.objects.filter(decided_at=None, comment__isnull=False).values("comment")
    rows = _for_moderators().filter(Q(pk__in=about) | Q(pk__in=noticed))
    return rows.exclude(status=Status.DELETED).order_by("pk")


def everything() -> QuerySet[Comment]:
    return _for_moderators().order_by("-pk")


def searched(asked: Mapping[str, Any]) -> QuerySet[Comment]:
    """By what is not empty: `author` (name or handle), `words`, `status`, `first` and `last` day."""
    rows = everything()
    if asked.get("author"):
        name = asked["author"]
        rows = rows.filter(Q(author__name__icontains=name) | Q(author__handle__icontains=name))
    if asked.get("words"):
        rows = rows.filter(text__icontains=asked["words"])
    if asked.get("status"):
        rows = rows.filter(status=asked["status"])
    if asked.get("first"):
        rows = rows.filter(created_at__gte=beginning(asked["first"]))
    if asked.get("last"):
        rows = rows.filter(created_at__lt=beginning(asked["last"] + timedelta(days=1)))
    return rows


def beginning(day: date) -> datetime:
    """When a day begins by the clock of the default edition."""
    return datetime.combine(day, time(), tzinfo=default_edition().zone)


def appeals() -> QuerySet[Appeal]:
    return Appeal.objects.select_related(
        "decision__comment__thread__article", "decision__by", "decision__sanction", "reader", "by"
    )


def counts() -> dict[str, int]:
    """How much waits in each queue, counted as far as `MOST_COUNTED`."""
    found = {"waiting": waiting(), "suspect": suspect(), "newcomers": newcomers(), "reported": reported()}
    named = {name: _count(rows) for name, rows in found.items()}
    named["appeals"] = _count(Appeal.objects.filter(decided_at=None))
    named["notices"] = _count(LegalNotice.objects.filter(decided_at=None))
    return named


def _count(rows: QuerySet[Any]) -> int:
    return len(rows.order_by().values_list("pk", flat=True)[: MOST_COUNTED + 1])


def _for_moderators() -> QuerySet[Comment]:
    """With the number of open reports: asked for each row shown, so that no list walks the whole table."""
    about = Report.objects.filter(comment=OuterRef("pk"), resolved_at=None).order_by()
    number = about.values("comment").annotate(number=Count("pk")).values("number")
    decided = Decision.objects.filter(comment=OuterRef("pk")).order_by().values("comment")
    newest = decided.annotate(newest=Max("pk")).values("newest")
    people = Comment.objects.select_related("author", "thread__article", "parent__author")
    return people.annotate(
        open_reports=Coalesce(Subquery(number), 0),
        newest_decision=Coalesce(Subquery(newest), 0),
        is_noticed=Exists(LegalNotice.objects.filter(comment=OuterRef("pk"), decided_at=None)),
    )


def as_seen(comments: Iterable[Comment]) -> list[Comment]:
    """Each with `seen`, which a form gives back: `deciding.check_seen`."""
    row = list(comments)
    for comment in row:
        comment.seen = version(comment.newest_decision, comment)  # type: ignore[attr-defined]
    return row


def around(comment: Comment) -> list[Comment]:
    """What stands beside it: a few before and after, below the same parent or among the top-level ones."""
    beside = Comment.objects.filter(thread=comment.thread_id, parent=comment.parent_id)
    beside = beside.select_related("author").exclude(status=Status.DELETED)
    before = list(beside.filter(pk__lt=comment.pk).order_by("-pk")[:BESIDE])
    return before[::-1] + list(beside.filter(pk__gt=comment.pk).order_by("pk")[:BESIDE])


@dataclass(frozen=True, slots=True)
class History:
    """What is known of an author: numbers, the latest decisions, sanctions past and present, notes."""

    age_days: int
    approved: int
    waiting: int
    rejected: int
    deleted: int
    decisions: list[Decision]
    sanctions: list[Sanction]
    notes: list[Note]


def history_of(author: Reader) -> History:
    numbers = dict(
        Comment.objects.filter(author=author).order_by().values_list("status").annotate(Count("pk"))
    )
    decisions = Decision.objects.filter(reader=author).exclude(act=Decision.Act.KEEP).order_by("-pk")
    return History(
        age_days=(timezone.now() - author.joined_at).days,
        approved=numbers.get(Status.APPROVED.value, 0),
        waiting=numbers.get(Status.PENDING.value, 0),
        rejected=numbers.get(Status.REJECTED.value, 0),
        deleted=numbers.get(Status.DELETED.value, 0),
        decisions=list(decisions.select_related("comment__thread__article", "by", "appeal")[:LATELY]),
        sanctions=list(Sanction.objects.filter(reader=author).select_related("by").order_by("-pk")),
        notes=list(Note.objects.filter(reader=author).select_related("by").order_by("-pk")),
    )

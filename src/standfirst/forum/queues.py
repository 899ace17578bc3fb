"""Questions that moderators ask. Never an e-mail address, never a story's body."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from standfirst.readers.models import Reader

from .models import Comment, Report, Sanction
from .phases import Status

PAGE = 40
LATELY = 5


def open_reports() -> QuerySet[Report]:
    return Report.objects.filter(resolved_at=None).select_related("reader").order_by("pk")


def waiting() -> QuerySet[Comment]:
    """Oldest first: who came first is read first."""
    return _for_moderators().filter(status=Status.PENDING).order_by("pk")


def reported() -> QuerySet[Comment]:
    """With open reports and still on the page, oldest first."""
    about = Report.objects.filter(resolved_at=None).values("comment")
    return _for_moderators().filter(pk__in=about).exclude(status=Status.DELETED).order_by("pk")


def everything() -> QuerySet[Comment]:
    return _for_moderators().order_by("-pk")


def _for_moderators() -> QuerySet[Comment]:
    """With the number of open reports: asked for each row shown, so that no list walks the whole table."""
    about = Report.objects.filter(comment=OuterRef("pk"), resolved_at=None).order_by()
    number = about.values("comment").annotate(number=Count("pk")).values("number")
    people = Comment.objects.select_related("author", "thread__article", "parent__author")
    return people.annotate(open_reports=Coalesce(Subquery(number), 0))


@dataclass(frozen=True, slots=True)
class History:
    """What is known of an author: numbers, the latest rejections, sanctions past and present."""

    approved: int
    waiting: int
    rejected: int
    deleted: int
    rejections: list[Comment]
    sanctions: list[Sanction]


def history_of(author: Reader) -> History:
    numbers = dict(
        Comment.objects.filter(author=author).order_by().values_list("status").annotate(Count("pk"))
    )
    rejections = Comment.objects.filter(author=author, status=Status.REJECTED).order_by("-pk")
    return History(
        approved=numbers.get(Status.APPROVED.value, 0),
        waiting=numbers.get(Status.PENDING.value, 0),
        rejected=numbers.get(Status.REJECTED.value, 0),
        deleted=numbers.get(Status.DELETED.value, 0),
        rejections=list(rejections.select_related("thread__article")[:LATELY]),
        sanctions=list(Sanction.objects.filter(reader=author).select_related("by").order_by("-pk")),
    )

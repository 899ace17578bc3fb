"""Appeals and notices of illegal content: what waits, and deciding it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.auth import permission_required

from standfirst.kit.targets import SeeOther

from ..models import Appeal, LegalNotice
from ..moderation import appeals, legal
from ..moderation import queries as queues
from ..moderation.deciding import DecidedMeanwhile
from ..moderation.grounds import ReasonMissing
from ..quotes import newsroom_view, show_quotes
from . import MAY, moderator
from .lists import frame

_Case = TypeVar("_Case", bound=Model)


@require_safe
@permission_required(MAY)
def open_appeals(request: HttpRequest) -> HttpResponse:
    """What waits, the oldest first, and the latest that were decided."""
    waiting, decided = _lists(queues.appeals())
    by = moderator(request)
    show_quotes((case.decision.comment for case in waiting if case.decision.comment), newsroom_view)
    context = {
        "appeals": [(appeal, appeals.may_decide(appeal, by)) for appeal in waiting],
        "decided": decided,
        "queue": "appeals",
        "page_title": _("Comments"),
        "page_subtitle": _("Appeals"),
        **frame(),
    }
    return render(request, "forum/desk/appeals.html", context)


@require_POST
@permission_required(MAY)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Grant or dismiss; whoever took the decision is refused."""
    found = get_object_or_404(Appeal, pk=pk)
    with _said(
        request,
        done=_("Decided. The reader was told."),
        missing=_("An outcome needs a reason: the reader reads it."),
    ):
        granted, words = _pressed(request, yes="grant", no="dismiss")
        appeals.decide_appeal(appeal=found, by=moderator(request), granted=granted, answer=words)
    return SeeOther(reverse("forum_appeals"))


@require_safe
@permission_required(MAY)
def open_notices(request: HttpRequest) -> HttpResponse:
    """Notices of illegal content: what waits, the oldest first, and the latest that were decided."""
    waiting, decided = _lists(LegalNotice.objects.select_related("comment__thread__article", "by"))
    context = {
        "notices": waiting,
        "decided": decided,
        "queue": "notices",
        "page_title": _("Comments"),
        "page_subtitle": _("Notices of illegal content"),
        **frame(),
    }
    return render(request, "forum/desk/notices.html", context)


@require_POST
@permission_required(MAY)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide a notice that names no comment; one that does is decided with the comment."""
    found = get_object_or_404(LegalNotice, pk=pk, comment=None)
    with _said(
        request,
        done=_("Decided. Whoever sent it was told."),
        missing=_("An outcome needs a reason: whoever sent the notice reads it."),
    ):
        removed, words = _pressed(request, yes="removed", no="kept")
        legal.answer(notice=found, by=moderator(request), removed=removed, words=words)
    return SeeOther(reverse("forum_notices"))


def _lists(rows: QuerySet[_Case]) -> tuple[list[_Case], QuerySet[_Case]]:
    """What waits, the oldest first, and the latest that were decided."""
    waiting = rows.filter(decided_at=None).order_by("pk")[: queues.PAGE]
    return list(waiting), rows.exclude(decided_at=None).order_by("-decided_at")[: queues.LATELY]


def _pressed(request: HttpRequest, *, yes: str, no: str) -> tuple[bool, str]:
    """Which of two buttons it was, and the words beside them. Raises ReasonMissing for neither."""
    outcome = request.POST.get("outcome", "")
    if outcome not in {yes, no}:
        raise ReasonMissing
    return outcome == yes, request.POST.get("answer", "")


@contextmanager
def _said(request: HttpRequest, *, done: str, missing: str) -> Iterator[None]:
    """Says above the list what became of a decision, or why there is none."""
    try:
        yield
    except ReasonMissing:
        messages.error(request, missing)
    except appeals.NotYours:
        messages.error(request, _("Somebody else than the one who took the decision decides the appeal."))
    except DecidedMeanwhile as faster:
        messages.warning(request, faster.sentence)
    else:
        messages.success(request, done)

"""Appeals and notices of illegal content: what waits, and deciding it."""

from __future__ import annotations

from django.contrib import messages
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
from . import MAY, moderator
from .lists import frame


@require_safe
@permission_required(MAY)
def open_appeals(request: HttpRequest) -> HttpResponse:
    """What waits, the oldest first, and the latest that were decided."""
    waiting = list(queues.appeals().filter(decided_at=None).order_by("pk")[: queues.PAGE])
    context = {
        "appeals": [(appeal, appeals.may_decide(appeal, moderator(request))) for appeal in waiting],
        "decided": queues.appeals().exclude(decided_at=None).order_by("-decided_at")[: queues.LATELY],
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
    outcome = request.POST.get("outcome", "")
    try:
        if outcome not in {"grant", "dismiss"}:
            raise ReasonMissing
        appeals.decide_appeal(
            appeal=found,
            by=moderator(request),
            granted=outcome == "grant",
            answer=request.POST.get("answer", ""),
        )
    except ReasonMissing:
        messages.error(request, _("An outcome needs a reason: the reader reads it."))
    except appeals.NotYours:
        messages.error(request, _("Somebody else than the one who took the decision decides the appeal."))
    except appeals.DecidedAlready as faster:
        messages.warning(request, faster.sentence)
    else:
        messages.success(request, _("Decided. The reader was told."))
    return SeeOther(reverse("forum_appeals"))


@require_safe
@permission_required(MAY)
def open_notices(request: HttpRequest) -> HttpResponse:
    """Notices of illegal content: what waits, the oldest first, and the latest that were decided."""
    rows = LegalNotice.objects.select_related("comment__thread__article", "by")
    context = {
        "notices": rows.filter(decided_at=None).order_by("pk")[: queues.PAGE],
        "decided": rows.exclude(decided_at=None).order_by("-decided_at")[: queues.LATELY],
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
    found = get_object_or_404(LegalNotice, pk=pk)
    outcome = request.POST.get("outcome", "")
    try:
        if outcome not in {"removed", "kept"}:
            raise ReasonMissing
        words = request.POST.get("answer", "")
        legal.answer(notice=found, by=moderator(request), removed=outcome == "removed", words=words)
    except ReasonMissing:
        messages.error(request, _("An outcome needs a reason: whoever sent the notice reads it."))
    except DecidedMeanwhile as faster:
        messages.warning(request, faster.sentence)
    else:
        messages.success(request, _("Decided. Whoever sent it was told."))
    return SeeOther(reverse("forum_notices"))

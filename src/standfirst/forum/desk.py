"""The moderators' pages in the newsroom: queues, one comment in its place, and the acts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.auth import permission_required
from wagtail.models import ModelLogEntry

from standfirst.readers.fresh import ask_again, has_fresh_proof

from . import moderation, queues
from .models import Comment, Sanction
from .quotes import newsroom_view, show_quotes

MAY = "forum.moderate_comments"
LONGEST_SUSPENSION = 365  # days

QUEUES: dict[str, Callable[[], QuerySet[Comment]]] = {
    "waiting": queues.waiting,
    "reported": queues.reported,
    "all": queues.everything,
}
TITLES = {
    "waiting": gettext_lazy("Waiting comments"),
    "reported": gettext_lazy("Reported comments"),
    "all": gettext_lazy("All comments"),
}


class ReasonForm(forms.Form):
    reason = forms.CharField(max_length=300, label=gettext_lazy("Reason"))


class BanForm(ReasonForm):
    """Without days a ban, with them a suspension."""

    days = forms.IntegerField(min_value=1, max_value=LONGEST_SUSPENSION, required=False)


@require_safe
@permission_required(MAY)
def queue(request: HttpRequest, name: str) -> HttpResponse:
    """One of the queues; `page` as in Wagtail's own lists."""
    if name not in QUEUES:
        raise Http404
    number = request.GET.get("page", "1")
    start = (
        (int(number) - 1) * queues.PAGE if number.isascii() and number.isdigit() and len(number) < 6 else 0
    )
    found = list(QUEUES[name]()[max(start, 0) : max(start, 0) + queues.PAGE + 1])
    context = {
        "comments": found[: queues.PAGE],
        "next_page": start // queues.PAGE + 2 if len(found) > queues.PAGE else None,
        "queue": name,
        "page_title": TITLES[name],
        "titles": TITLES,
        "header_icon": "comment",
    }
    return render(request, "forum/desk/queue.html", context)


@require_safe
@permission_required(MAY)
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """A comment in its place: story, what it answers, its author's history, what was done about it."""
    found = get_object_or_404(queues.everything(), pk=pk)
    show_quotes([found], newsroom_view)
    context = {
        "comment": found,
        "reports": queues.open_reports().filter(comment=found),
        "history": queues.history_of(found.author) if found.author else None,
        "log": ModelLogEntry.objects.for_instance(found).select_related("user"),
        "now": timezone.now(),
        "queue": request.GET.get("queue") if request.GET.get("queue") in QUEUES else "waiting",
        "page_title": _("A comment"),
        "header_icon": "comment",
        "longest": LONGEST_SUSPENSION,
    }
    return render(request, "forum/desk/comment.html", context)


@require_POST
@permission_required(MAY)
def act(request: HttpRequest, pk: int, act: str) -> HttpResponseBase:
    """Approve, reject, ban its author, or lift a sanction; then back to the queue, or to the comment with what
    is missing."""
    found = get_object_or_404(Comment.objects.select_related("author"), pk=pk)
    concerns_staff = act in {"ban", "lift"} and found.author is not None and found.author.is_staff
    if concerns_staff and not has_fresh_proof(request):
        return ask_again(request)
    said = _ACTS[act](request, found) if act in _ACTS else None
    if said is None:
        raise Http404
    problem, done = said
    if problem:
        messages.error(request, problem)
        return redirect("forum_comment", pk=pk)
    messages.success(request, done)
    if act in {"ban", "lift"}:
        return redirect("forum_comment", pk=pk)
    name = request.POST.get("queue", "")
    return redirect("forum_queue", name=name if name in QUEUES else "waiting")


Said = tuple[str, str]


def _approve(request: HttpRequest, found: Comment) -> Said:
    moderation.approve(comment=found, by=request.user)  # type: ignore[arg-type]
    return "", _("Approved.")


def _reject(request: HttpRequest, found: Comment) -> Said:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _("A rejection needs a reason: the author reads it."), ""
    moderation.reject(comment=found, by=request.user, reason=form.cleaned_data["reason"])  # type: ignore[arg-type]
    return "", _("Rejected.")


def _ban(request: HttpRequest, found: Comment) -> Said:
    form = BanForm(request.POST)
    if found.author is None:
        return _("Its author is not a reader any more."), ""
    if not form.is_valid():
        return _("A ban needs a reason, and days, if any, from 1 to %(most)s.") % {
            "most": LONGEST_SUSPENSION
        }, ""
    days = form.cleaned_data["days"]
    until = timezone.now() + timedelta(days=days) if days else None
    by, reason = request.user, form.cleaned_data["reason"]
    moderation.ban(reader=found.author, by=by, reason=reason, until=until)  # type: ignore[arg-type]
    return "", _("Suspended.") if days else _("Banned.")


def _lift(request: HttpRequest, found: Comment) -> Said:
    form = ReasonForm(request.POST)
    pk = request.POST.get("sanction", "")
    sanction = Sanction.objects.filter(pk=int(pk), reader=found.author_id).first() if pk.isdecimal() else None
    if sanction is None or not form.is_valid():
        return _("Lifting a sanction needs a reason."), ""
    moderation.lift(sanction=sanction, by=request.user, reason=form.cleaned_data["reason"])  # type: ignore[arg-type]
    return "", _("Lifted.")


_ACTS: dict[str, Callable[[HttpRequest, Comment], Said]] = {
    "approve": _approve,
    "reject": _reject,
    "ban": _ban,
    "lift": _lift,
}

"""One comment in its place, and the acts on it and on its author."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.auth import permission_required
from wagtail.models import ModelLogEntry

from standfirst.kit.numbers import whole_number
from standfirst.kit.targets import SeeOther, local_target
from standfirst.readers.fresh import ask_again, has_fresh_proof
from standfirst.readers.models import Reader

from .. import curation
from ..models import Comment, LegalNotice, Sanction
from ..moderation import actions as moderation
from ..moderation import queries as queues
from ..moderation import sanctions
from ..moderation.deciding import DecidedMeanwhile
from ..policy import actions as ruling
from ..quotes import newsroom_view, show_quotes
from . import MAY, moderator
from .forms import ReasonForm, SanctionForm, WhyForm
from .lists import frame


class Missing(Exception):
    """What is missing, in words; nothing was done."""


@require_safe
@permission_required(MAY)
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """A comment with its story, what it answers and what stands beside it; its author's history; its record."""
    return _page(request, pk)


def _page(request: HttpRequest, pk: int, *, typed: dict[str, QueryDict] | None = None) -> HttpResponse:
    """`typed` is what was sent for an act that lacks something, by the act's name: it stands in its form again."""
    found = get_object_or_404(queues.everything(), pk=pk)
    [found] = queues.as_seen([found])
    show_quotes([found], newsroom_view)
    context = {
        "comment": found,
        "around": queues.around(found),
        "reports": queues.open_reports().filter(comment=found),
        "legal": LegalNotice.objects.filter(comment=found, decided_at=None),
        "history": queues.history_of(found.author) if found.author else None,
        "log": ModelLogEntry.objects.for_instance(found).select_related("user"),
        "now": timezone.now(),
        "kinds": Sanction.Kind.choices,
        "back": local_target(request.POST.get("back") or request.GET.get("back"))
        or reverse("forum_queue", args=["waiting"]),
        "typed": typed or {},
        "page_title": _("A comment"),
        "queue": "",
        **frame(),
    }
    return render(request, "forum/desk/comment.html", context, status=422 if typed else 200)


@require_POST
@permission_required(MAY)
def act(request: HttpRequest, pk: int, act: str) -> HttpResponseBase:
    """One of the acts; then back to where it was done, with what was done or what is missing in words."""
    if act not in _ACTS:
        raise Http404
    found = get_object_or_404(Comment.objects.select_related("author", "thread__article"), pk=pk)
    concerns_staff = act in _ON_READERS and found.author is not None and found.author.is_staff
    if concerns_staff and not has_fresh_proof(request):
        return ask_again(request)
    try:
        messages.success(request, _ACTS[act](request, found))
    except Missing as missing:
        messages.error(request, str(missing))
        return _page(request, pk, typed={act: request.POST})
    except DecidedMeanwhile as faster:
        messages.warning(request, faster.sentence)
    except curation.CannotLift as cannot:
        messages.error(request, str(cannot))
    there = reverse("forum_comment", args=[pk])
    return SeeOther(local_target(request.POST.get("back")) or there)


def _approve(request: HttpRequest, found: Comment) -> str:
    moderation.approve(comment=found, by=moderator(request), seen=request.POST.get("seen"))
    return _("Approved.")


def _reject(request: HttpRequest, found: Comment) -> str:
    form = WhyForm(request.POST)
    if not form.is_valid():
        raise Missing(_("A rejection needs a reason: the author reads it."))
    seen = request.POST.get("seen")
    moderation.reject(comment=found, by=moderator(request), reason=form.why(), seen=seen)
    return _("Rejected. Its author was told why, and how to appeal.")


def _feature(request: HttpRequest, found: Comment) -> str:
    curation.feature(comment=found, by=moderator(request))
    return _("It is one of the paper’s picks.")


def _unfeature(request: HttpRequest, found: Comment) -> str:
    curation.unfeature(comment=found, by=moderator(request))
    return _("It is no pick any more.")


def _pin(request: HttpRequest, found: Comment) -> str:
    curation.pin(comment=found, by=moderator(request))
    return _("It stands above the thread.")


def _unpin(request: HttpRequest, found: Comment) -> str:
    curation.unpin(comment=found, by=moderator(request))
    return _("It went back to its place.")


def _close(request: HttpRequest, found: Comment) -> str:
    ruling.close_thread(story=found.thread.article, by=moderator(request), reason=_reason(request))
    return _("The thread is closed.")


def _reopen(request: HttpRequest, found: Comment) -> str:
    ruling.reopen_thread(story=found.thread.article, by=moderator(request), reason=_reason(request))
    return _("The thread is open again.")


def _warn(request: HttpRequest, found: Comment) -> str:
    form, reader = WhyForm(request.POST), _author(found)
    if not form.is_valid() or not form.cleaned_data["reason"].strip():
        raise Missing(_("A warning needs words: the reader reads them."))
    moderation.warn(reader=reader, by=moderator(request), reason=form.why(found))
    return _("Warned. The reader was told why.")


def _ban(request: HttpRequest, found: Comment) -> str:
    form, reader = SanctionForm(request.POST), _author(found)
    if not form.is_valid():
        raise Missing(" ".join(str(error) for errors in form.errors.values() for error in errors))
    made = moderation.ban(
        reader=reader,
        by=moderator(request),
        reason=form.why(found),
        until=form.until_instant,
        kind=form.cleaned_data["kind"],
    )
    is_ban = made.kind == Sanction.Kind.BAN
    return (
        _("Banned. The reader was told why.")
        if is_ban
        else _("Suspended. The reader was told why, and until when.")
    )


def _lift(request: HttpRequest, found: Comment) -> str:
    number = whole_number(request.POST.get("sanction", "")) or 0
    sanction = Sanction.objects.filter(pk=number, reader=found.author_id).first()
    if sanction is None or not ReasonForm(request.POST).is_valid():
        raise Missing(_("Lifting a sanction needs a reason."))
    if not moderation.lift(sanction=sanction, by=moderator(request), reason=_reason(request)):
        return _("Somebody has lifted it already.")
    return _("Lifted.")


def _note(request: HttpRequest, found: Comment) -> str:
    sanctions.note(reader=_author(found), by=moderator(request), text=_reason(request))
    return _("Noted.")


def _author(found: Comment) -> Reader:
    if found.author is None:
        raise Missing(_("Its author is not a reader any more."))
    return found.author


def _reason(request: HttpRequest) -> str:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Missing(_("This needs a reason; it goes on record."))
    return str(form.cleaned_data["reason"])


#: Of staff these want a fresh proof of who asks.
_ON_READERS = {"warn", "ban", "lift"}
_ACTS: dict[str, Callable[[HttpRequest, Comment], str]] = {
    "approve": _approve,
    "reject": _reject,
    "feature": _feature,
    "unfeature": _unfeature,
    "pin": _pin,
    "unpin": _unpin,
    "close": _close,
    "reopen": _reopen,
    "warn": _warn,
    "ban": _ban,
    "lift": _lift,
    "note": _note,
}

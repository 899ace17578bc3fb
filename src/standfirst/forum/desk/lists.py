"""Queues of comments, search, and acts on many at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.auth import permission_required

from standfirst.kit.numbers import whole_number
from standfirst.kit.targets import SeeOther, local_target

from ..models import Comment, Ground
from ..moderation import actions as moderation
from ..moderation import queries as queues
from ..moderation.deciding import DecidedMeanwhile
from ..quotes import newsroom_view, show_quotes
from . import MAY, moderator, page_asked
from .forms import SearchForm, WhyForm

QUEUES: dict[str, Callable[[], QuerySet[Comment]]] = {
    "waiting": queues.waiting,
    "suspect": queues.suspect,
    "newcomers": queues.newcomers,
    "reported": queues.reported,
    "all": queues.everything,
}
TITLES = {
    "waiting": gettext_lazy("Waiting"),
    "suspect": gettext_lazy("Suspect"),
    "newcomers": gettext_lazy("New readers"),
    "reported": gettext_lazy("Reported"),
    "all": gettext_lazy("All"),
}
#: What desk.js listens to, told on the page.
KEYS = (
    ("j", gettext_lazy("next")),
    ("k", gettext_lazy("previous")),
    ("a", gettext_lazy("approve")),
    ("r", gettext_lazy("reject: choose, Tab, type, Enter")),
    ("x", gettext_lazy("tick")),
    ("o", gettext_lazy("open")),
    ("Esc", gettext_lazy("leave a field")),
)
#: Acts on many at once: so many at most, that a page answers in time.
MOST_AT_ONCE = queues.PAGE


@require_safe
@permission_required(MAY)
def queue(request: HttpRequest, name: str) -> HttpResponse:
    """One of the queues; `page` as in Wagtail's own lists."""
    if name not in QUEUES:
        raise Http404
    context = {"queue": name, "page_title": _("Comments"), "page_subtitle": TITLES[name]}
    return _listed(request, QUEUES[name](), context)


@require_safe
@permission_required(MAY)
def search(request: HttpRequest) -> HttpResponse:
    """Comments by author, words, status and days; never by an address of e-mail."""
    form = SearchForm(request.GET)
    is_asked = any(request.GET.get(name) for name in form.fields)
    valid = form.is_valid()
    found = queues.searched(form.cleaned_data) if valid and is_asked else Comment.objects.none()
    context = {"queue": "search", "page_title": _("Comments"), "page_subtitle": _("Search"), "search": form}
    return _listed(request, found, context)


def _listed(request: HttpRequest, comments: QuerySet[Comment], context: dict[str, Any]) -> HttpResponse:
    number = page_asked(request)
    start = (number - 1) * queues.PAGE
    found = list(comments[start : start + queues.PAGE + 1])
    asked = request.GET.copy()
    asked["page"] = str(number + 1)
    shown = queues.as_seen(found[: queues.PAGE])
    show_quotes(shown, newsroom_view)
    context |= {
        "comments": shown,
        "next_page": asked.urlencode() if len(found) > queues.PAGE else None,
        "here": request.get_full_path(),
        "keys": KEYS,
        **frame(),
    }
    return render(request, "forum/desk/queue.html", context)


def frame() -> dict[str, Any]:
    """What every page of the desk shows: the queues with their counts, and the grounds."""
    return {
        "titles": TITLES,
        "counts": queues.counts(),
        "most": queues.MOST_COUNTED,
        "grounds": Ground.choices,
        "header_icon": "comment",
    }


@require_POST
@permission_required(MAY)
def bulk(request: HttpRequest) -> HttpResponse:
    """Approve or reject all that are ticked, each as it was seen; who was faster is said for each."""
    back = SeeOther(local_target(request.POST.get("back")) or reverse("forum_queue", args=["waiting"]))
    ticked = request.POST.getlist("comment")[:MOST_AT_ONCE]
    act, form = request.POST.get("act", ""), WhyForm(request.POST)
    if act not in {"approve", "reject"}:
        raise Http404
    if not ticked:
        messages.warning(request, _("Nothing was ticked."))
        return back
    if act == "reject" and not form.is_valid():
        messages.error(request, _("A rejection needs a reason: the author reads it."))
        return back
    done = 0
    for line in ticked:
        pk, _dot, seen = line.partition(":")
        comment = Comment.objects.filter(pk=whole_number(pk) or 0).first()
        if comment is None:
            continue
        try:
            if act == "approve":
                made = moderation.approve(comment=comment, by=moderator(request), seen=seen)
            else:
                made = moderation.reject(comment=comment, by=moderator(request), reason=form.why(), seen=seen)
        except DecidedMeanwhile as faster:
            messages.warning(request, f"{comment.author or _('A former reader')}: {faster.sentence}")
        else:
            done += made is not None
    messages.success(
        request, ngettext("%(n)s comment decided.", "%(n)s comments decided.", done) % {"n": done}
    )
    return back

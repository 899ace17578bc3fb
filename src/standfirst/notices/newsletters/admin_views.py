"""Newsletters in the newsroom: the next issue, an editor's words on it, leaving it out, sending it now."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin.auth import permission_required

from ..models import Issue, Newsletter, Subscriber
from .actions import PERMISSION, CannotSend, send_now, skip, write_words
from .plans import Coming, coming
from .writing import READER, STRANGER, issue_said, stories_of

SHOWN = 14


class WordsForm(forms.ModelForm[Issue]):
    class Meta:
        model = Issue
        fields = ("words",)
        widgets = {"words": forms.Textarea(attrs={"rows": 6})}


@permission_required(PERMISSION)
@require_safe
def newsletters(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    found = Newsletter.objects.select_related("edition").annotate(
        readers=Count("subscribers", filter=Q(subscribers__confirmed_at__isnull=False))
    )
    listed = [(one, coming(one, now=now)) for one in found]
    return render(request, "notices/newsroom/newsletters.html", {"newsletters": listed})


@permission_required(PERMISSION)
@require_http_methods(["GET", "HEAD", "POST"])
def newsletter(request: HttpRequest, number: int) -> HttpResponse:
    """The next issue as its receivers will see it; a POST keeps the editor's words."""
    found = _found(number)
    then = coming(found, now=timezone.now())
    form = WordsForm(request.POST or None, instance=then.issue)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        _try(request, lambda: write_words(issue=then.issue, words=words, by=request.user), _("Kept."))  # type: ignore[arg-type]
        return HttpResponseRedirect(reverse("newsletter_desk", args=[number]))
    confirmed = Subscriber.objects.filter(newsletter=found, confirmed_at__isnull=False)
    context = {
        "newsletter": found,
        "coming": then,
        "form": form,
        "subscribers": confirmed.count(),
        "previews": _previews(then),
        "issues": _past(found),
    }
    return render(request, "notices/newsroom/newsletter.html", context)


@permission_required(PERMISSION)
@require_POST
def leave_out(request: HttpRequest, number: int) -> HttpResponse:
    """Skip the next issue, or take that back."""
    found = _found(number)
    then = coming(found, now=timezone.now())
    back = "back" in request.POST
    said = _("The issue goes out.") if back else _("The issue is left out.")
    _try(request, lambda: skip(issue=then.issue, by=request.user, taken_back=back), said)  # type: ignore[arg-type]
    return HttpResponseRedirect(reverse("newsletter_desk", args=[number]))


@permission_required(PERMISSION)
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, number: int) -> HttpResponse:
    """Today's issue, now; asked once more before, as nobody takes back what was sent."""
    found = _found(number)
    if request.method == "POST":
        _try(request, lambda: send_now(newsletter=found, by=request.user), _("The issue is on its way."))  # type: ignore[arg-type]
        return HttpResponseRedirect(reverse("newsletter_desk", args=[number]))
    confirmed = Subscriber.objects.filter(newsletter=found, confirmed_at__isnull=False)
    context = {"newsletter": found, "subscribers": confirmed.count()}
    return render(request, "notices/newsroom/send_newsletter.html", context)


def _found(number: int) -> Newsletter:
    return get_object_or_404(Newsletter.objects.select_related("edition"), pk=number)


def _previews(then: Coming) -> list[tuple[Any, str]]:
    """The letter as strangers and as registered readers get it: it stands in a frame of its own, and runs nothing."""
    issue = then.issue
    issue.started_at = issue.started_at or then.due.at
    stories = stories_of(issue)
    classes = ((_("For strangers"), STRANGER), (_("For registered readers"), READER))
    return [(label, issue_said(issue, stories, who, stop="#").html) for label, who in classes]


def _past(found: Newsletter) -> list[dict[str, Any]]:
    """What became of past issues: how many copies, how many wait, how many failed."""
    waiting = Q(copies__mail__isnull=False, copies__mail__failed_at=None)
    failed = Q(copies__mail__failed_at__isnull=False)
    counted = found.issues.filter(started_at__isnull=False).annotate(
        total=Count("copies"), waiting=Count("copies", filter=waiting), failed=Count("copies", filter=failed)
    )
    return [
        {
            "issue": issue,
            "sent": issue.total - issue.waiting - issue.failed,
            "waiting": issue.waiting,
            "failed": issue.failed,
        }
        for issue in counted.order_by("-day")[:SHOWN]
    ]


def _try(request: HttpRequest, act: Any, done: str) -> None:
    try:
        act()
    except CannotSend as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)

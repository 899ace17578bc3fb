"""Alerts in the newsroom: the list, writing one, and looking at it. Acts are in acts.py."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.auth import any_permission_required

from standfirst.editions.models import Edition
from standfirst.kit.targets import SeeOther
from standfirst.newsroom.stories.models import Article

from ..models import Alert
from . import permissions
from .actions import Plan, change_alert, needs_second, write_alert
from .checks import CannotAlert, due_times, spoilers
from .forms import AlertForm, CorrectionForm, WordsForm
from .phases import may_approve
from .queries import SHOWN, past_alerts, reach_of, result_of, story_has_changed, waiting_alerts


@require_safe
@any_permission_required(*permissions.ALL)
def alerts(request: HttpRequest) -> HttpResponse:
    context = {"page_title": _("Alerts"), "waiting": waiting_alerts()[:SHOWN], "past": past_alerts()[:SHOWN]}
    return render(request, "notices/newsroom/alerts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@any_permission_required(permissions.WRITE, permissions.SEND)
def write(request: HttpRequest, article: int) -> HttpResponse:
    """The words, to whom and when; nothing is sent from here."""
    story = get_object_or_404(Article, pk=article)
    chosen = story.editions.all() or Edition.objects.all()
    initial = {"text": story.headline[:180], "editions": chosen}
    form = AlertForm(request.POST or None, initial=initial, story=story)
    if request.method == "POST" and form.is_valid():
        try:
            text = form.cleaned_data["text"]
            return _look_at(write_alert(article=story, text=text, plan=form.plan, by=person(request)))
        except CannotAlert as error:
            form.add_error(None, str(error))
    return _form_page(request, form, story, title=_("Write an alert"))


@require_http_methods(["GET", "HEAD", "POST"])
@any_permission_required(permissions.WRITE, permissions.SEND)
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Other words or another plan. An approval goes with the old ones."""
    found = get_object_or_404(Alert.objects.select_related("article", "corrects"), pk=number)
    if found.state not in (Alert.State.DRAFT, Alert.State.APPROVED):
        return _look_at(found)
    story, initial = found.article, _initial(found)
    kind = CorrectionForm if found.corrects is not None else AlertForm
    more: dict[str, Any] = {} if found.corrects is not None else {"story": story}
    form: WordsForm = kind(request.POST or None, initial=initial, **more)
    if found.corrects is not None:
        del form.fields["story"]
    if request.method == "POST" and form.is_valid():
        try:
            said = form.cleaned_data
            plan = form.plan if isinstance(form, AlertForm) else Plan(urgency=said["urgency"])
            seen = said["seen"] or 0
            return _look_at(
                change_alert(alert=found, text=said["text"], plan=plan, by=person(request), seen=seen)
            )
        except CannotAlert as error:
            form.add_error(None, str(error))
    return _form_page(request, form, story, title=_("Change the alert"), alert=found)


@require_http_methods(["GET", "HEAD", "POST"])
@any_permission_required(permissions.WRITE, permissions.SEND)
def correct(request: HttpRequest, number: int) -> HttpResponse:
    """A correction, for exactly those who got the alert."""
    first = get_object_or_404(Alert.objects.select_related("article"), pk=number)
    form = CorrectionForm(request.POST or None, initial={"story": first.article_id})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        story = Article.objects.filter(pk=said["story"]).first()
        if story is None:
            form.add_error("story", _("There is no story with this number."))
        else:
            plan = Plan(urgency=said["urgency"], corrects=first)
            try:
                return _look_at(write_alert(article=story, text=said["text"], plan=plan, by=person(request)))
            except CannotAlert as error:
                form.add_error(None, str(error))
    return _form_page(request, form, first.article, title=_("Write a correction"), corrects=first)


@require_safe
@any_permission_required(*permissions.ALL)
def alert(request: HttpRequest, number: int) -> HttpResponse:
    """A draft to look at once more before it is sent; afterwards what became of it."""
    found = alert_or_404(number)
    context: dict[str, Any] = {
        "page_title": _("Correction") if found.corrects_id else _("Alert"),
        "page_subtitle": found.article.headline,
        "alert": found,
        "may_send": request.user.has_perm(permissions.SEND),
        "may_write": permissions.may_write(request.user),
    }
    if found.state in (Alert.State.DRAFT, Alert.State.APPROVED):
        context |= _before_it_goes(request, found)
    if found.state != Alert.State.DRAFT:
        context |= {"result": result_of(found), "rounds": found.rounds.select_related("edition")}
        context["corrections"] = found.corrections.order_by("pk")
    return render(request, "notices/newsroom/alert.html", context)


def person(request: HttpRequest) -> AbstractBaseUser:
    """Who is signed in; the permissions have seen to it that somebody is."""
    return request.user  # type: ignore[return-value]


def alert_or_404(number: int) -> Alert:
    rows = Alert.objects.select_related("article", "by", "approved_by", "stopped_by", "corrects")
    return get_object_or_404(rows, pk=number)


def _before_it_goes(request: HttpRequest, found: Alert) -> dict[str, Any]:
    editions = list(found.editions.all())
    reach = reach_of(found)
    second = needs_second(editions)
    mine = may_approve(writer=found.by_id, approver=person(request).pk, needs_second=second)
    try:
        due, late = due_times(found, editions, timezone.now()), ""
    except CannotAlert as error:
        due, late = {}, str(error)
    return {
        "reach": reach,
        "devices": sum(one.devices for one in reach),
        "by_wish": any(one.inboxes or one.letters for one in reach),
        "due": due if found.clock else {},
        "late": late,
        "spoilers": spoilers(found.article, found.text, editions),
        "changed": story_has_changed(found),
        "needs_second": second,
        "may_approve": mine and request.user.has_perm(permissions.APPROVE if second else permissions.SEND),
    }


def _initial(found: Alert) -> dict[str, Any]:
    return {
        "text": found.text,
        "editions": found.editions.all(),
        "topics": found.topics.all(),
        "urgency": found.urgency,
        "day": found.day,
        "clock": found.clock,
        "seen": found.version,
    }


def _form_page(
    request: HttpRequest, form: WordsForm, story: Article, *, title: str, **more: Alert
) -> HttpResponse:
    shown = form["text"].value() or ""
    context = {"form": form, "article": story, "page_title": title, "page_subtitle": story.headline, **more}
    return render(request, "notices/newsroom/write.html", {**context, "shown": shown})


def _look_at(found: Alert) -> HttpResponse:
    return SeeOther(reverse("alert", args=[found.pk]))

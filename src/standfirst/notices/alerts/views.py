"""Alerts in the newsroom: write, look at it, send it, see what became of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin.auth import permission_required

from standfirst.editions.models import Edition
from standfirst.newsroom.stories.models import Article

from ..models import Alert, Dispatch
from ..queries import estimated_hearers
from .actions import PERMISSION, CannotAlert, discard_alert, send_alert, write_alert

SHOWN = 50


class AlertForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Text"),
        max_length=180,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("At most 180 characters. Telephones show about the first 100."),
    )
    editions = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Editions"),
        queryset=Edition.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Who gets alerts of these editions hears it."),
    )


@permission_required(PERMISSION)
@require_safe
def alerts(request: HttpRequest) -> HttpResponse:
    counted = Alert.objects.select_related("article", "by").prefetch_related("editions").order_by("-made_at")
    sent = Count("told__dispatches", filter=Q(told__dispatches__state=Dispatch.State.SENT))
    shown = counted.annotate(reached=sent)[:SHOWN]
    return render(request, "notices/newsroom/alerts.html", {"alerts": shown})


@permission_required(PERMISSION)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, article: int) -> HttpResponse:
    """The words and the editions; nothing is sent from here."""
    story = get_object_or_404(Article, pk=article)
    chosen = story.editions.all() or Edition.objects.all()
    initial = {"text": request.GET.get("text", story.headline)[:180], "editions": chosen}
    form = AlertForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            alert = write_alert(
                article=story,
                text=form.cleaned_data["text"],
                editions=form.cleaned_data["editions"],
                by=request.user,  # type: ignore[arg-type]
            )
        except CannotAlert as error:
            form.add_error(None, str(error))
        else:
            return HttpResponseRedirect(reverse("alert", args=[alert.pk]))
    return render(request, "notices/newsroom/write.html", {"form": form, "article": story})


@permission_required(PERMISSION)
@require_safe
def alert(request: HttpRequest, number: int) -> HttpResponse:
    """A draft to look at once more before it is sent; afterwards what became of it."""
    found = get_object_or_404(Alert.objects.select_related("article", "by"), pk=number)
    context: dict[str, Any] = {"alert": found, "is_draft": found.state == Alert.State.DRAFT}
    if context["is_draft"]:
        context["hearers"] = estimated_hearers(found.editions.all())
    else:
        counted = Dispatch.objects.filter(told=found.told_id).values_list("state").annotate(Count("pk"))
        context["counts"] = [(Dispatch.State(state).label, number) for state, number in counted]
    return render(request, "notices/newsroom/alert.html", context)


@permission_required(PERMISSION)
@require_POST
def send(request: HttpRequest, number: int) -> HttpResponse:
    found = get_object_or_404(Alert.objects.select_related("article"), pk=number)
    try:
        if send_alert(alert=found, by=request.user):  # type: ignore[arg-type]
            messages.success(request, _("The alert is on its way."))
        else:
            messages.info(request, _("The alert was sent already; nobody is told twice."))
    except CannotAlert as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(reverse("alert", args=[number]))


@permission_required(PERMISSION)
@require_POST
def discard(request: HttpRequest, number: int) -> HttpResponse:
    if discard_alert(alert=get_object_or_404(Alert, pk=number)):
        messages.success(request, _("The draft is gone."))
    return HttpResponseRedirect(reverse("alerts"))

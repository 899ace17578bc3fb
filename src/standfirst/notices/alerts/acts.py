"""What is done with an alert in the newsroom: send it, stop it, discard it; and how far it has come."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.auth import any_permission_required

from standfirst.kit.targets import SeeOther

from ..models import Alert
from . import permissions
from .actions import discard_alert, needs_second, send_alert, stop_alert
from .checks import CannotAlert
from .forms import StopForm
from .queries import result_of
from .views import alert_or_404, person


@require_POST
@any_permission_required(permissions.APPROVE, permissions.SEND)
def send(request: HttpRequest, number: int) -> HttpResponse:
    """Approve it: what was before the editor's eyes, and nothing else."""
    found = alert_or_404(number)
    second = needs_second(list(found.editions.all()))
    seen = request.POST.get("seen", "")
    try:
        if not request.user.has_perm(permissions.APPROVE if second else permissions.SEND):
            messages.error(request, _("Somebody else must approve this alert."))
        elif not (seen.isascii() and seen.isdigit() and len(seen) < 10):
            messages.error(request, _("It has changed since you looked at it. Please look at it again."))
        elif send_alert(alert=found, by=person(request), seen=int(seen)):
            found.refresh_from_db()
            is_waiting = found.state == Alert.State.APPROVED
            said = _("The alert waits for its time.") if is_waiting else _("The alert is on its way.")
            messages.success(request, said)
        else:
            messages.info(request, _("The alert was sent already; nobody is told twice."))
    except CannotAlert as error:
        messages.error(request, str(error))
    return _back(number)


@require_POST
@any_permission_required(*permissions.ALL)
def stop(request: HttpRequest, number: int) -> HttpResponse:
    form = StopForm(request.POST)
    why = form.cleaned_data["why"] if form.is_valid() else request.POST.get("why", "")
    if stop_alert(alert=alert_or_404(number), by=person(request), why=why):
        messages.success(request, _("Stopped. Nobody more is told."))
    else:
        messages.info(request, _("There was nothing to stop any more."))
    return _back(number)


@require_POST
@any_permission_required(permissions.WRITE, permissions.SEND)
def discard(request: HttpRequest, number: int) -> HttpResponse:
    found = get_object_or_404(Alert.objects.select_related("article"), pk=number)
    if discard_alert(alert=found, by=person(request)):
        messages.success(request, _("The draft is gone."))
    return SeeOther(reverse("alerts"))


@require_safe
@any_permission_required(*permissions.ALL)
def progress(request: HttpRequest, number: int) -> HttpResponse:
    """`{"state": "sending", "html": …}`: the part of the page that moves."""
    found = alert_or_404(number)
    context = {"alert": found, "result": result_of(found), "rounds": found.rounds.select_related("edition")}
    html = render_to_string("notices/newsroom/part_progress.html", context, request=request)
    return JsonResponse({"state": found.state, "html": html})


def _back(number: int) -> HttpResponse:
    return SeeOther(reverse("alert", args=[number]))

"""The inbox: personal pages."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from standfirst.kit.numbers import whole_number
from standfirst.kit.targets import SeeOther, local_target

from .actions import made_anew
from .inbox import mark_read
from .me import reader_of
from .models import InboxItem
from .push.subscriptions import remove
from .queries import inbox, unread


@login_required
@require_safe
def inbox_page(request: HttpRequest) -> HttpResponse:
    before = whole_number(request.GET.get("before", ""))
    edition = request.visit.edition  # type: ignore[attr-defined]
    shown, older = inbox(reader_of(request), edition=edition, before=before)
    context = {
        "shown": shown,
        "older": older,
        "unread": unread(reader_of(request)),
        "is_first": before is None,
    }
    return render(request, "notices/inbox.html", context)


@login_required
@require_safe
def open_notice(request: HttpRequest, number: int) -> HttpResponse:
    """Mark one as read and go where it leads."""
    item = get_object_or_404(InboxItem.objects.select_related("told"), pk=number, reader=reader_of(request))
    notice = made_anew(item.told)
    if notice is None:
        raise Http404
    mark_read(reader=reader_of(request), numbers=[item.pk])
    return HttpResponseRedirect(notice.words(request.visit.edition).address)  # type: ignore[attr-defined]


@login_required
@require_POST
def mark_as_read(request: HttpRequest) -> HttpResponse:
    """All, or those whose numbers are said; of others' nothing is touched."""
    said = request.POST.getlist("number")
    numbers = [number for number in map(whole_number, said) if number is not None] if said else None
    mark_read(reader=reader_of(request), numbers=numbers)
    return SeeOther(local_target(request.POST.get("next")) or reverse("inbox"))


@login_required
@require_POST
def remove_device(request: HttpRequest, number: int) -> HttpResponse:
    """A lost telephone hears nothing more."""
    remove(number=number, reader=reader_of(request))
    return SeeOther(reverse("notice_preferences") + "#devices")

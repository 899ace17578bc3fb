"""The inbox and the preferences: personal pages."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from standfirst.kit.browsers import browser_family

from .actions import KINDS, made_anew
from .channels import CHANNELS
from .inbox import mark_read, set_preferences
from .me import reader_of
from .models import InboxItem, Subscription
from .push.switches import SWITCHES
from .push.vapid import vapid
from .queries import inbox, unread
from .wishes.queries import wishes_of

SEE_OTHER = 303


@login_required
@require_safe
def inbox_page(request: HttpRequest) -> HttpResponse:
    before = request.GET.get("before", "")
    number = int(before) if before.isascii() and before.isdigit() and len(before) < 18 else None
    edition = request.visit.edition  # type: ignore[attr-defined]
    shown, older = inbox(reader_of(request), edition=edition, before=number)
    context = {"shown": shown, "older": older, "unread": unread(reader_of(request))}
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
def mark_all_read(request: HttpRequest) -> HttpResponse:
    mark_read(reader=reader_of(request))
    return HttpResponseRedirect(reverse("inbox"), status=SEE_OTHER)


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """For everybody: this browser's own subscription. For readers: what they hear of, by which way, and where."""
    if request.method == "POST":
        return _save_preferences(request)
    key = vapid()
    context: dict[str, Any] = {
        "push_key": key.public_key if key is not None else "",
        "switches": SWITCHES,
        "family": browser_family(request.headers.get("User-Agent", "")),
    }
    if request.user.is_authenticated:
        context["choices"] = _choices(reader_of(request))
        context["channels"] = CHANNELS
        context["devices"] = Subscription.objects.filter(reader=reader_of(request)).order_by("-created_at")
    return render(request, "notices/preferences.html", {**context, "saved": "saved" in request.GET})


@login_required
def _save_preferences(request: HttpRequest) -> HttpResponse:
    wanted = {
        (kind, channel.name): f"{kind}.{channel.name}" in request.POST
        for kind, _label in _kinds()
        for channel in CHANNELS
    }
    set_preferences(reader=reader_of(request), wanted=wanted)
    return HttpResponseRedirect(reverse("notice_preferences") + "?saved#told-of", status=SEE_OTHER)


@login_required
@require_POST
def remove_device(request: HttpRequest, number: int) -> HttpResponse:
    """A lost telephone hears nothing more."""
    Subscription.objects.filter(pk=number, reader=reader_of(request)).delete()
    return HttpResponseRedirect(reverse("notice_preferences") + "#devices", status=SEE_OTHER)


def _kinds() -> list[tuple[str, Any]]:
    """Kinds that a reader may choose, with their labels."""
    return [(kind, notice.label) for kind, notice in KINDS.items() if notice.label]


def _choices(reader: int) -> list[dict[str, Any]]:
    wished = wishes_of([reader])[reader]
    return [
        {
            "label": label,
            "ways": [
                {
                    "name": f"{kind}.{channel.name}",
                    "label": channel.label,
                    "wanted": wished.said.get((kind, channel.name), channel.name in KINDS[kind].defaults),
                }
                for channel in CHANNELS
            ],
        }
        for kind, label in _kinds()
    ]

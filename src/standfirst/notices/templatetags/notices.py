"""The parts that pages include: the quiet line, the panel for this browser, a reader's devices."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import HttpRequest
from django.template.context import Context

from ..me import reader_of
from ..models import Subscription
from ..push.vapid import vapid
from ..queries import topics_offered
from ..signals import AT_SIGN_OUT, DEVICE_IN_SESSION, GOES

register = template.Library()


@register.inclusion_tag("notices/part_quiet_line.html", takes_context=True)
def quiet_line(context: Context) -> dict[str, Any]:
    """Two sentences above a story that lead to notifications; only where no offer stands (one ask at a time), and in
    editions that ask at all."""
    edition = context["edition"]
    return {
        "paper": context["paper"],
        "edition": edition,
        "push_key": _push_key(),
        "asks": edition.asks_to_notify,
        "number": context["view"].number,
    }


@register.inclusion_tag("notices/part_this_browser.html", takes_context=True)
def this_browser(context: Context) -> dict[str, Any]:
    """What this browser is told, stranger's or reader's; filled in by preferences.js, since the browser alone knows
    its subscription."""
    device = _here(context["request"])
    return {"editions": context["editions"], "push_key": _push_key(), "topics": topics_offered(device)}


@register.inclusion_tag("notices/part_devices.html", takes_context=True)
def own_devices(context: Context) -> dict[str, Any]:
    """The devices that hear what this reader hears; nothing for a stranger."""
    request: HttpRequest = context["request"]
    if not request.user.is_authenticated:
        return {}
    devices = Subscription.objects.filter(reader=reader_of(request)).order_by("-created_at")
    return {"devices": devices, "here": request.session.get(DEVICE_IN_SESSION), "edition": context["edition"]}


@register.inclusion_tag("notices/part_leaving.html", takes_context=True)
def leaving_device(context: Context) -> dict[str, Any]:
    """What becomes of this device when its reader signs out; nothing where none is bound."""
    request: HttpRequest = context["request"]
    here = _here(request)
    has_device = here is not None and here.reader_id == request.user.pk
    return {"has_device": has_device, "field": AT_SIGN_OUT, "goes": GOES}


def _here(request: HttpRequest) -> Subscription | None:
    number = request.session.get(DEVICE_IN_SESSION)
    return Subscription.objects.filter(pk=number).first() if number is not None else None


def _push_key() -> str:
    key = vapid()
    return key.public_key if key is not None else ""

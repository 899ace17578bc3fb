"""What notices add to /_/me."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from .models import Subscription
from .queries import inbox_topic, unread
from .signals import DEVICE_IN_SESSION


def reader_of(request: HttpRequest) -> int:
    """The number of the reader who is signed in. Raises PermissionDenied when nobody is."""
    number = request.user.pk
    if number is None:
        raise PermissionDenied
    return int(number)


def inbox_of(request: HttpRequest) -> dict[str, Any]:
    """How many notices wait, the stream's name for them, and whether this browser's pushes are bound to the reader."""
    reader = reader_of(request)
    return {
        "inbox": {
            "unread": unread(reader),
            "topic": inbox_topic(reader),
            "bound": _is_bound(request, reader),
        }
    }


def _is_bound(request: HttpRequest, reader: int) -> bool:
    """Does this browser's subscription still stand, and hear for this reader?"""
    device = request.session.get(DEVICE_IN_SESSION)
    return device is not None and Subscription.objects.filter(pk=device, reader=reader).exists()

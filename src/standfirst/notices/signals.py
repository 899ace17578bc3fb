"""What happens to notices when something happens below. Connected in web/wiring.py."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from .models import Subscription

#: The number of the subscription that this browser's session bound to its reader.
DEVICE_IN_SESSION = "push_device"


def signed_out(*, request: HttpRequest | None, user: Any, **_more: Any) -> None:
    """Signing out unbinds the device: it goes on hearing alerts, and nothing more of the reader."""
    device = request.session.get(DEVICE_IN_SESSION) if request is not None else None
    if device is not None and user is not None:
        Subscription.objects.filter(pk=device, reader=user.pk).update(reader=None)

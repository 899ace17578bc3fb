"""What happens to notices when something happens below. Connected in web/wiring.py."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from standfirst.newsroom.stories.models import Article

from .alerts.running import stop_for
from .models import Subscription
from .strips.actions import end_for

#: The number of the subscription that this browser's session bound to its reader.
DEVICE_IN_SESSION = "push_device"


def signed_out(*, request: HttpRequest | None, user: Any, **_more: Any) -> None:
    """Signing out unbinds the device: it goes on hearing alerts, and nothing more of the reader."""
    device = request.session.get(DEVICE_IN_SESSION) if request is not None else None
    if device is not None and user is not None:
        Subscription.objects.filter(pk=device, reader=user.pk).update(reader=None)


def story_taken_down(*, instance: Article, **_more: Any) -> None:
    """Nobody is told any more of what nobody can open."""
    why = _("The story was taken down.")
    stop_for([instance.pk], why=why)
    end_for([instance.pk], why=why)

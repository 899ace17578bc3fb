"""What happens to notices when something happens below. Connected in web/wiring.py."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from standfirst.newsroom.stories.models import Article

from .alerts.running import stop_for
from .push.subscriptions import leave, unbind
from .strips.actions import end_for

#: The number of the subscription that this browser's session bound to its reader.
DEVICE_IN_SESSION = "push_device"
#: The field of the sign-out form that says what becomes of it, and what it says then.
AT_SIGN_OUT, GOES = "device", "goes"


def signed_out(*, request: HttpRequest | None, user: Any, **_more: Any) -> None:
    """Signing out unbinds the device: it goes on hearing alerts as a stranger's, or goes, as asked."""
    device = request.session.get(DEVICE_IN_SESSION) if request is not None else None
    if request is not None and device is not None and user is not None:
        leave(number=device, reader=user.pk, keeps=request.POST.get(AT_SIGN_OUT) != GOES)


def signed_out_elsewhere(*, sessions: list[str], **_more: Any) -> None:
    """Sessions were ended from another browser, by a new password, or by staff: their devices are unbound, too."""
    unbind(sessions)


def story_taken_down(*, instance: Article, **_more: Any) -> None:
    """Nobody is told any more of what nobody can open."""
    why = _("The story was taken down.")
    stop_for([instance.pk], why=why)
    end_for([instance.pk], why=why)

"""What staff do to their own keys is on record too: who, when, which kind."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from wagtail.log_actions import log

from standfirst.readers.models import Reader

KEY_ADDED, KEY_REMOVED = "standfirst.key_added", "standfirst.key_removed"


def key_added(user: Reader, authenticator: Authenticator, **_: Any) -> None:
    """Receiver: a passkey, an app or recovery codes were set up, or made anew."""
    if user.is_staff:
        log(instance=user, action=KEY_ADDED, user=user, data={"kind": authenticator.type})


def key_removed(user: Reader, authenticator: Authenticator, **_: Any) -> None:
    """Receiver: one was taken away."""
    if user.is_staff:
        log(instance=user, action=KEY_REMOVED, user=user, data={"kind": authenticator.type})

"""What a device reports of the copy it got: that it was shown, that it was opened. The proof stands in the encrypted
payload, so only that device has it; it names a copy and nobody, and lets its holder do nothing else."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from typing import Literal

from django.conf import settings
from django.db import transaction

from ..inbox import mark_read
from ..models import Dispatch, InboxItem

What = Literal["shown", "opened"]
_MAC_BYTES = 15  # 20 characters


def proof_of(dispatch: int) -> str:
    """What the device shows when it reports about this copy: "1234.Zm9v…"."""
    return f"{dispatch}.{_mac(dispatch)}"


def with_proof(payload: bytes, dispatch: int) -> bytes:
    """A payload (a JSON object) that holds the proof of this very copy."""
    return b'%s,"seen":"%s"}' % (payload[:-1], proof_of(dispatch).encode())


def proved(text: object) -> int | None:
    """The copy's number, where the proof is good."""
    if not isinstance(text, str) or len(text) > 60 or not text.isascii():
        return None
    number, _dot, mac = text.partition(".")
    if not number.isdigit() or len(number) > 19:
        return None
    return int(number) if hmac.compare_digest(mac, _mac(int(number))) else None


@transaction.atomic
def record_seen(*, number: int, what: What, now: datetime) -> None:
    """Keep when it was first shown or opened; what was opened was shown, and its reader has read it."""
    copies = Dispatch.objects.filter(pk=number)
    copies.filter(shown_at=None).update(shown_at=now)
    if what == "opened" and copies.filter(opened_at=None).update(opened_at=now):
        for reader, told in copies.exclude(reader=None).values_list("reader", "told"):
            numbers = InboxItem.objects.filter(reader=reader, told=told).values_list("pk", flat=True)
            mark_read(reader=int(reader or 0), numbers=list(numbers))


def _mac(number: int) -> str:
    whole = hmac.digest(_key(), str(number).encode(), sha256)
    return urlsafe_b64encode(whole[:_MAC_BYTES]).decode()


@lru_cache(maxsize=1)
def _key() -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), b"standfirst.notices.seen", sha256)

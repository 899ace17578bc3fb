"""How what the forum sends to other programs is signed: https://www.standardwebhooks.com. Pure."""

from __future__ import annotations

import base64
import hmac
from hashlib import sha256


def signed(body: bytes, *, name: str, at: int, secret: str) -> dict[str, str]:
    """The headers that prove who sent this body, and when (seconds since 1970); `name` is the same at every try."""
    said = f"{name}.{at}.".encode() + body
    mac = hmac.new(secret.encode(), said, sha256).digest()
    return {
        "webhook-id": name,
        "webhook-timestamp": str(at),
        "webhook-signature": f"v1,{base64.b64encode(mac).decode()}",
    }

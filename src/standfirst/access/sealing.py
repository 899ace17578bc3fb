"""Signed texts: `version.kid.payload.mac`. Passes and meters travel so.

HMAC-SHA256 (RFC 2104) over everything before the last dot; payload and mac are base64url without padding
(RFC 4648, section 5) in their one canonical spelling, so that no changed bit still verifies. `kid` names the
key, so that a paper can change keys without signing anybody out. The version is under the mac: a text of one kind is
never taken for one of another.

Pure: no Django, no clock, no database.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from hashlib import sha256


def key_id(key: bytes) -> str:
    """The name a key goes by in a signed text."""
    return sha256(b"standfirst pass key:" + key).hexdigest()[:8]


def seal(version: str, payload: bytes, key: bytes) -> str:
    """The payload as a text that nobody else can make."""
    signed = f"{version}.{key_id(key)}.{encode(payload)}"
    return f"{signed}.{encode(mac(signed, key))}"


def unseal(version: str, text: str, keys: Mapping[str, bytes]) -> bytes | None:
    """What was sealed; None when `text` proves nothing. It is a stranger's: whatever it is, nothing is raised."""
    if not text.isascii():
        return None
    signed, _, said = text.rpartition(".")
    parts = signed.split(".")
    if len(parts) != 3 or parts[0] != version:
        return None
    key, given = keys.get(parts[1]), decode(said)
    if key is None or given is None or not hmac.compare_digest(given, mac(signed, key)):
        return None
    return decode(parts[2])


def mac(signed: str, key: bytes) -> bytes:
    return hmac.digest(key, signed.encode(), "sha256")


def encode(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def decode(text: str) -> bytes | None:
    """Only the one canonical spelling: stray characters, padding and spare bits are refused."""
    try:
        data = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        return None
    return data if encode(data) == text else None

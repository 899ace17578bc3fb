"""A device for passkeys inside Chromium (the DevTools protocol's virtual authenticator), and an authenticator app."""

from __future__ import annotations

import base64
import hmac
import time

from playwright.sync_api import BrowserContext, CDPSession, Page

_DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Device:
    """A device with a finger on it. It belongs to a tab; `passkeys` counts what it holds."""

    def __init__(self, page: Page) -> None:
        self._cdp: CDPSession = page.context.new_cdp_session(page)
        self._cdp.send("WebAuthn.enable", {"enableUI": False})
        answer = self._cdp.send("WebAuthn.addVirtualAuthenticator", {"options": _DEVICE})
        self._id = answer["authenticatorId"]

    @property
    def passkeys(self) -> int:
        held = self._cdp.send("WebAuthn.getCredentials", {"authenticatorId": self._id})
        return len(held["credentials"])

    def refuse(self) -> None:
        """The owner takes the finger away."""
        self._cdp.send("WebAuthn.setUserVerified", {"authenticatorId": self._id, "isUserVerified": False})


def sign_out(context: BrowserContext) -> None:
    context.clear_cookies()


def code_of_app(secret: str, *, later: int = 0) -> str:
    """What an authenticator app shows now, or so many half minutes later (RFC 6238)."""
    step = int(time.time()) // 30 + later
    digest = hmac.digest(base64.b32decode(secret), step.to_bytes(8, "big"), "sha1")
    at = digest[-1] & 0x0F
    return f"{(int.from_bytes(digest[at : at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"

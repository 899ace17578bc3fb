"""A mail server of the tests' own, and the letters it caught."""

from __future__ import annotations

import email
import email.policy
import re
import time
from email.message import EmailMessage
from threading import Lock
from typing import Any

from aiosmtpd.controller import Controller

_CODE = re.compile(r"^\s*([A-Z0-9]{3,8}(?:-[A-Z0-9]{3,8})?)\s*$", re.MULTILINE)


class Mailbox:
    """Takes whatever is sent by SMTP to 127.0.0.1:`port`."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._letters: list[EmailMessage] = []
        self._lock = Lock()
        self._server = Controller(self, hostname="127.0.0.1", port=port)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def start(self) -> None:
        self._server.start()

    def stop(self) -> None:
        self._server.stop()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
        letter["X-Recipients"] = ", ".join(envelope.rcpt_tos)
        with self._lock:
            self._letters.append(letter)  # type: ignore[arg-type]
        return "250 taken"

    def letters_to(self, address: str) -> list[EmailMessage]:
        with self._lock:
            return [letter for letter in self._letters if address in letter["X-Recipients"].split(", ")]

    def wait_for(self, address: str, *, after: int = 0, seconds: float = 120) -> EmailMessage:
        """The first letter to this address after the first `after`."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            letters = self.letters_to(address)
            if len(letters) > after:
                return letters[after]
            time.sleep(0.1)
        raise AssertionError(f"no letter for {address} within {seconds} seconds")

    def code_for(self, address: str, *, after: int = 0) -> str:
        """The sign-in code in a letter: a line of its own."""
        letter = self.wait_for(address, after=after)
        body = letter.get_body(("plain",))
        text = body.get_content() if body else ""
        found = _CODE.search(text)
        assert found, f"no code in this letter:\n{text}"
        return found[1]

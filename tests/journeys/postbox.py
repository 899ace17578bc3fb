"""A mail server (SMTP, RFC 5321) that keeps what it is given."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.parser import BytesHeaderParser
from typing import Any

from aiosmtpd.controller import Controller

from tests.ports import free_port

_HEADERS = BytesHeaderParser()


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail as it arrived."""

    to: str
    message_id: str
    content: bytes


@dataclass
class Postbox:
    """Takes all there is."""

    port: int = field(default_factory=free_port)
    taken: list[Mail] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        found = _HEADERS.parsebytes(envelope.content)
        self.taken.append(Mail(envelope.rcpt_tos[0], str(found["Message-ID"]).strip(), envelope.content))
        return "250 OK"


@contextmanager
def postbox() -> Iterator[Postbox]:
    box = Postbox()
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()

"""Makers for tests: a push service in a thread, browsers that can read what they are sent, and a notice that needs
no floor above."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from os import urandom
from threading import Event, Thread
from typing import Any, ClassVar

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from standfirst.editions.models import Edition

from .models import Subscription
from .notice import Hearer, Notice, Reference, Words
from .push.encryption import b64


@dataclass
class Browser:
    """The receiving side: its keys, and what it reads with an independent implementation of RFC 8188."""

    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    auth: bytes = field(default_factory=lambda: urandom(16))

    @property
    def public(self) -> bytes:
        return self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def read(self, body: bytes) -> Any:
        import http_ece

        return json.loads(http_ece.decrypt(body, private_key=self.private, auth_secret=self.auth))


def make_subscription(
    *, edition: Edition, endpoint: str = "", browser: Browser | None = None, **fields: Any
) -> Subscription:
    browser = browser or Browser()
    return Subscription.objects.create(
        endpoint=endpoint or f"https://fcm.googleapis.com/fcm/send/{urandom(8).hex()}",
        p256dh=b64(browser.public),
        auth=b64(browser.auth),
        edition=edition,
        **fields,
    )


FIRST_FEW = 5


@dataclass
class Posted:
    path: str
    headers: dict[str, str]
    body: bytes


class PushService(ThreadingHTTPServer):
    """Takes every POST; answers with `status`, or by path where `by_path` says so."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status = 201
        #: While this is clear, it answers the first few and keeps the others waiting.
        self.answers = Event()
        self.answers.set()
        self.headers: dict[str, str] = {}
        self.by_path: dict[str, int] = {}
        self.taken: list[Posted] = []

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"

    def handle_error(self, *_args: Any) -> None:
        """Quiet: a caller may be killed while it waits."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: PushService

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append(Posted(self.path, dict(self.headers), body))
        if len(self.server.taken) > FIRST_FEW:
            self.server.answers.wait(60)
        self.send_response(self.server.by_path.get(self.path, self.server.status))
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_args: Any) -> None:
        """Quiet."""


@contextmanager
def push_service() -> Iterator[PushService]:
    service = PushService()
    thread = Thread(target=service.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        service.shutdown()
        service.server_close()
        thread.join()


class WhisperNotice(Notice):
    """A notice for tests: it tells these readers this text. With the text "gone" it may no longer be told."""

    kind: ClassVar[str] = "whisper"
    label = "Whispers"

    def __init__(self, readers: list[int], text: str = "psst") -> None:
        self.readers, self.text = readers, text

    def reference(self) -> Reference:
        return {"readers": self.readers, "text": self.text}

    @classmethod
    def from_reference(cls, reference: Reference) -> Notice | None:
        return None if reference["text"] == "gone" else cls(reference["readers"], reference["text"])

    def hearers(self) -> Iterator[Hearer]:
        return (Hearer(reader=number) for number in self.readers)

    def words(self, edition: Edition) -> Words:
        return Words(
            title=f"Whisper in {edition.slug}", body=self.text, address="/world/", tag=f"whisper/{self.text}"
        )

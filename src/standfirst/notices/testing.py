"""Makers for tests: a push service in a thread, browsers that can read what they are sent, and a notice that needs
no floor above."""

from __future__ import annotations

import json
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from os import urandom
from pathlib import Path
from threading import Event, Thread
from typing import Any, ClassVar

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from standfirst.editions.models import Edition

from .models import QueuedMail, Subscription
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


def queued_letters() -> list[EmailMessage]:
    """Every letter that waits or was sent, in order."""
    rows = QueuedMail.objects.order_by("pk")
    return [message_from_bytes(bytes(row.message), policy=policy.default) for row in rows]


FIRST_FEW = 5


@dataclass
class Posted:
    path: str
    headers: dict[str, str]
    body: bytes
    at: float = field(default_factory=time.monotonic)


class PushService(ThreadingHTTPServer):
    """Takes every POST; answers with `status`, or by path where `by_path` says so. `secure`: by TLS, with the
    certificate and key in that file."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, secure: Path | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.scheme = "https" if secure else "http"
        self._tls: ssl.SSLContext | None = None
        if secure:
            self._tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            self._tls.load_cert_chain(secure)
        self.status = 201
        #: Seconds that an answer takes; and whether the connection is cut instead of one.
        self.pause = 0.0
        self.cuts = False
        #: While this is clear, it answers the first few and keeps the others waiting.
        self.answers = Event()
        self.answers.set()
        self.headers: dict[str, str] = {}
        self.by_path: dict[str, int] = {}
        self.taken: list[Posted] = []

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"

    def endpoint(self, name: object) -> str:
        return f"{self.scheme}://{self.host}/push/{name}"

    def finish_request(self, request: Any, client_address: Any) -> None:
        """In a thread of its own, so that a slow handshake keeps nobody."""
        if self._tls is not None:
            request = self._tls.wrap_socket(request, server_side=True)
        super().finish_request(request, client_address)

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
        time.sleep(self.server.pause)
        if self.server.cuts:
            self.close_connection = True
            return
        self.send_response(self.server.by_path.get(self.path, self.server.status))
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_args: Any) -> None:
        """Quiet."""


@contextmanager
def push_service(secure: Path | None = None) -> Iterator[PushService]:
    service = PushService(secure)
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
            title=f"Whisper in {edition.slug}",
            body=self.text,
            address="/world/",
            tag=f"whisper/{self.text}",
            about=self.text.partition(":")[0],
        )

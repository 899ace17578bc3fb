"""One connection to the mail server, opened for the first mail of a batch and kept for the rest."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Mapping
from types import TracebackType
from typing import Self
from urllib.parse import SplitResult, unquote, urlsplit

#: Seconds a mail server may keep us waiting for one answer.
PATIENCE = 20
PORTS = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}


class Refused(Exception):
    """The server will never take this mail (a 5xx answer to it): trying again is of no use.

    `recipients` holds the answers that were about an address and not about the letter.
    """

    def __init__(self, words: str, recipients: Mapping[str, str] | None = None) -> None:
        super().__init__(words)
        self.recipients = dict(recipients or {})


class Later(Exception):
    """The server does not take this mail now; others it may take."""


class Unreachable(Exception):
    """No mail can go out just now: the server is away, closing, or does not let us in."""


def connect(url: str) -> Connection:
    """Prepare a connection to `smtp://`, `smtps://` (TLS from the start) or `smtp+starttls://`."""
    return Connection(urlsplit(url))


class Connection:
    """Opens itself when the first mail is sent; closes when left."""

    def __init__(self, url: SplitResult) -> None:
        self._url = url
        self._server: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def send(self, sender: str, recipients: list[str], message: bytes) -> str:
        """Hand over one mail; the answer names recipients that were refused while others were not.

        Raises Refused, Later or Unreachable.
        """
        server = self._open()
        try:
            refused = server.sendmail(sender, recipients, message)
        except smtplib.SMTPRecipientsRefused as error:
            raise _told(list(error.recipients.values()), error.recipients) from error
        except smtplib.SMTPSenderRefused as error:
            # Our own address is at fault, not the mail: an operator can mend that.
            raise Later(_words((error.smtp_code, error.smtp_error))) from error
        except smtplib.SMTPResponseException as error:
            raise _told([(error.smtp_code, error.smtp_error)]) from error
        except smtplib.SMTPNotSupportedError as error:
            raise Refused(str(error)) from error
        except (OSError, smtplib.SMTPException) as error:
            self._close()
            raise Unreachable(str(error) or type(error).__name__) from error
        return "; ".join(f"{address}: {_words(answer)}" for address, answer in refused.items())

    def _open(self) -> smtplib.SMTP:
        if self._server is not None:
            return self._server
        scheme, host = self._url.scheme, self._url.hostname or ""
        port = self._url.port or PORTS[scheme]
        try:
            if scheme == "smtps":
                server: smtplib.SMTP = smtplib.SMTP_SSL(
                    host, port, timeout=PATIENCE, context=ssl.create_default_context()
                )
            else:
                server = smtplib.SMTP(host, port, timeout=PATIENCE)
            self._server = server
            if scheme == "smtp+starttls":
                server.starttls(context=ssl.create_default_context())
            if self._url.username:
                server.login(unquote(self._url.username), unquote(self._url.password or ""))
        except (OSError, smtplib.SMTPException) as error:
            self._close()
            raise Unreachable(f"{host}:{port}: {error or type(error).__name__}") from error
        return server

    def _close(self) -> None:
        server, self._server = self._server, None
        if server is None:
            return
        try:
            server.quit()
        except (OSError, smtplib.SMTPException):
            server.close()


Answer = tuple[int, bytes | str]


def _told(answers: list[Answer], recipients: Mapping[str, Answer] | None = None) -> Refused | Later:
    """What a server's codes mean (RFC 5321, 4.2.1): 5xx is for good, everything else is for now."""
    words = "; ".join(map(_words, answers))
    about = {address: _words(answer) for address, answer in (recipients or {}).items()}
    return Refused(words, about) if all(500 <= code < 600 for code, _ in answers) else Later(words)


def _words(answer: Answer) -> str:
    code, text = answer
    return f"{code} {text.decode(errors='replace') if isinstance(text, bytes) else text}"

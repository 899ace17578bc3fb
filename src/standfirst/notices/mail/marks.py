"""How an address is known again without being written down: in the record of returned mail, in a letter's Message-ID,
and in the envelope to which a mail server sends it back (VERP)."""

from __future__ import annotations

import re
import secrets

from django.conf import settings
from django.utils.crypto import salted_hmac

from .envelope import bare

LENGTH = 40
_MARK = re.compile(rf"(?<![0-9a-f])[0-9a-f]{{{LENGTH}}}(?![0-9a-f])")


def fingerprint(address: str) -> str:
    """Nobody makes it up who has not seen a letter to that address; it fits into the local part of another one, whose
    letters may come back in any case (RFC 5321, 4.5.3.1.1)."""
    return salted_hmac("standfirst.mail.address", bare(address).lower(), algorithm="sha256").hexdigest()[
        :LENGTH
    ]


def message_id(address: str) -> str:
    return f"<{secrets.token_hex(8)}.{fingerprint(address)}@{settings.CONFIGURATION.host}>"


def marks_in(text: str) -> list[str]:
    """The fingerprints in an envelope's address or a Message-ID, each once. `text` is anybody's."""
    return list(dict.fromkeys(_MARK.findall(text.lower())))

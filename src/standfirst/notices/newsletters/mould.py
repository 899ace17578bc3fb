"""A letter that many get: written once, and poured out for each with what is their own: the address, the envelope's
mark and the link by which they leave.

To encode the same twenty thousand times takes minutes; to put a few words between the same pieces takes seconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from ..mail.envelope import bare
from ..mail.letters import Post, Said, letter, return_path
from ..mail.marks import message_id
from ..models import QueuedMail

#: What is not in any text that people write, holds the place of what is each receiver's own.
ADDRESS, MESSAGE, STOP = "qzreceiverqz@example.invalid", "<qzmessageqz@example.invalid>", "qzstopqz"
_HOLES = (ADDRESS, MESSAGE, STOP)
#: RFC 2045, 6.7: a line of quoted-printable text is no longer, and "=" at its end joins it to the next.
_LINE = 70
_SOFT = b"=\r\n"


class Mould:
    """What all of one class get, as pieces with holes between them."""

    def __init__(self, said: Said, post: Post) -> None:
        """`said` and `post` hold the names of the holes where each receiver's own belongs."""
        raw = letter(said, post).message().as_bytes(linesep="\r\n")
        head, gap, body = raw.partition(b"\r\n\r\n")
        self._head = _pieces(head, soft=False)
        self._body = _pieces(gap + body, soft=True)

    def poured(self, address: str, stop: str) -> QueuedMail:
        """The mail for this receiver, to be saved. Raises ValueError for an address that holds a line break."""
        if set(address) & set("\r\n"):
            raise ValueError("an e-mail address cannot hold a line break")
        own = {ADDRESS: bare(address), MESSAGE: message_id(address), STOP: stop}
        in_head = {name.encode(): value.encode() for name, value in own.items()}
        in_body = {name.encode(): _quoted(value) for name, value in own.items()}
        parts = chain(_filled(self._head, in_head), _filled(self._body, in_body))
        return QueuedMail(
            sender=return_path(address), recipients=[bare(address)], message=b"".join(parts), is_bulk=True
        )


def _pieces(text: bytes, *, soft: bool) -> list[bytes]:
    """The text between the holes, and the holes' names, in turn; in quoted text a hole may be broken over two lines."""
    between = rb"(?:=\r\n)?" if soft else b""
    names = [between.join(re.escape(bytes([byte])) for byte in hole.encode()) for hole in _HOLES]
    found = re.split(b"(" + b"|".join(names) + b")", text)
    return [piece.replace(_SOFT, b"") if place % 2 else piece for place, piece in enumerate(found)]


def _filled(pieces: list[bytes], own: dict[bytes, bytes]) -> Iterator[bytes]:
    return (own[piece] if place % 2 else piece for place, piece in enumerate(pieces))


def _quoted(value: str) -> bytes:
    """As quoted-printable text on lines of its own, so that no line grows too long."""
    encoded = value.encode().replace(b"=", b"=3D")
    return _SOFT + b"".join(encoded[start : start + _LINE] + _SOFT for start in range(0, len(encoded), _LINE))

"""What a push carries. Pure."""

from __future__ import annotations

import json
import unicodedata
from base64 import urlsafe_b64encode
from hashlib import sha256

from ..notice import Words
from .encryption import MOST_BYTES

#: Longer texts no telephone shows.
LONGEST_TITLE, LONGEST_BODY = 200, 600
#: What a payload leaves free for the proof that is put into each copy (`seen.with_proof`).
PROOF_BYTES = 64
_JOINER = "\u200d"
_VIRAMA = 9


def payload(words: Words) -> bytes:
    """What the service worker reads: JSON in at most 3993 bytes. Shortened rather than refused.

    Raises ValueError when the address and the tag alone are longer than a push may be.
    """
    title, body = shortened(words.title, LONGEST_TITLE), shortened(words.body, LONGEST_BODY)
    made = _json(title, body, words)
    most = MOST_BYTES - PROOF_BYTES
    while len(made) > most:
        if not (title or body):
            raise ValueError("the address and the tag are longer than a push may be")
        # At most six bytes stand for a character (\u001f), so this takes no more than what is too much needs.
        too_many = max((len(made) - most) // 6, 1)
        if body:
            body = shortened(body, max(len(body) - too_many, 0))
        else:
            title = shortened(title, max(len(title) - too_many, 0))
        made = _json(title, body, words)
    return made


def _json(title: str, body: str, words: Words) -> bytes:
    said = {"title": title, "body": body, "address": words.address, "tag": words.tag}
    # A lone surrogate is no character and has no UTF-8.
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")


def shortened(text: str, most: int) -> str:
    """At most so many code points, the last of them an ellipsis where something is left out; never cut inside what a
    reader sees as one character (a letter with its marks, a flag, an emoji of several parts)."""
    if len(text) <= most:
        return text
    end = most - 1
    while end > 0 and _is_inside(text, end):
        end -= 1
    return text[:end].rstrip() + "…" if end > 0 else ""


def _is_inside(text: str, place: int) -> bool:
    """Would a cut before this place part one character? In the spirit of UAX 29; parting too little is no harm."""
    before, after = text[place - 1], text[place]
    if before == _JOINER or after == _JOINER or "\u1160" <= after <= "\u11ff":
        return True
    if unicodedata.combining(before) == _VIRAMA:  # what follows is written below or beside
        return True
    if unicodedata.category(after) in {"Mn", "Me", "Mc"} or "\U0001f3fb" <= after <= "\U0001f3ff":
        return True
    if "\U000e0020" <= after <= "\U000e007f" or (before == "\r" and after == "\n"):
        return True
    if _is_flag(after) and _is_flag(before):
        run = len(text[:place]) - len(text[:place].rstrip(_FLAGS))
        return run % 2 == 1
    return False


_FLAGS = "".join(map(chr, range(0x1F1E6, 0x1F200)))


def _is_flag(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def topic(tag: str) -> str:
    """RFC 8030, 5.4: at most 32 characters of base64url. A newer push about the same replaces one not yet fetched,
    so a copy sent again after a crash is not shown twice."""
    return urlsafe_b64encode(sha256(tag.encode(errors="replace")).digest())[:32].decode()

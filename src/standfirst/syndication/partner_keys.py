"""A partner's key as text: `sfp_name_secret`. Pure.

The name says which key it is, and is no secret; the secret has 256 random bits. Only its hash is kept: a fast one is
enough, since nobody guesses 256 bits, slowly or not.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from hashlib import sha256
from hmac import compare_digest

LONGEST = 100
_KEY = re.compile(r"sfp_(?P<name>[0-9a-f]{10})_(?P<secret>[A-Za-z0-9_-]{43})")
#: Compared with where there is no such key, so that a name that exists takes no longer than one that does not.
NOTHING = sha256(b"nobody's").hexdigest()


@dataclass(frozen=True, slots=True)
class Key:
    """A key in its two parts."""

    name: str
    secret: str

    def __str__(self) -> str:
        return f"sfp_{self.name}_{self.secret}"

    @property
    def digest(self) -> str:
        return sha256(self.secret.encode()).hexdigest()

    def fits(self, digest: str) -> bool:
        """Is this the key whose hash was kept? In constant time."""
        return compare_digest(self.digest, digest)


def make_key() -> Key:
    return Key(secrets.token_hex(5), secrets.token_urlsafe(32))


def parse_key(text: str) -> Key | None:
    """A key in a stranger's text; None when it has another shape."""
    found = _KEY.fullmatch(text) if len(text) <= LONGEST else None
    return Key(found["name"], found["secret"]) if found else None

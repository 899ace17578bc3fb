"""The keys that passes are signed with: one signs; those before it are believed for a while. Pure.

As text, in `secrets.json` or in a setting: `NEW OLD@1763760000`. The first one signs; the number is the instant
(seconds since 1970, UTC) until which passes of that key are believed. A key without one is believed for as long as it
stands there.
"""

from __future__ import annotations

import math
import secrets
from dataclasses import dataclass, replace

from .sealing import key_id

#: Seconds for which passes of the key before are believed: no pass is fresh for longer.
HONOURED_FOR = 60 * 60
#: Seconds for which a key that proves nothing any more is kept, so that whoever comes with a pass of it is asked about,
#: instead of taken for a stranger: as long as a session may live, and a day.
KEPT_FOR = 91 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class PassKey:
    """One key. `until` is when passes that it signed prove nothing any more (seconds since 1970, UTC)."""

    secret: bytes
    until: float = math.inf

    @property
    def name(self) -> str:
        return key_id(self.secret)

    def __str__(self) -> str:
        text = self.secret.decode()
        return text if self.until == math.inf else f"{text}@{self.until:.0f}"


@dataclass(frozen=True, slots=True)
class Keyring:
    """All keys there are; the first one signs. Raises ValueError, in words, for none."""

    keys: tuple[PassKey, ...]

    def __post_init__(self) -> None:
        if not self.keys:
            raise ValueError("passes need at least one key")

    def __str__(self) -> str:
        return " ".join(map(str, self.keys))

    @property
    def signing(self) -> bytes:
        return self.keys[0].secret

    def believed(self, now: float) -> dict[str, bytes]:
        """The keys by name whose passes prove something now; the one that signs is the first."""
        first, *others = self.keys
        return {key.name: key.secret for key in (first, *(key for key in others if now < key.until))}

    def given_up(self, now: float) -> dict[str, bytes]:
        """Keys whose passes prove nothing now: who comes with one is asked about, and never believed."""
        return {key.name: key.secret for key in self.keys[1:] if now >= key.until}

    def next_end(self, now: float) -> float:
        """When the next key stops being believed (seconds since 1970); infinite when none does."""
        return min((key.until for key in self.keys[1:] if key.until > now), default=math.inf)

    def rotated(self, new: bytes, now: float, *, at_once: bool = False) -> Keyring:
        """With a new key that signs. The others are believed for an hour more, or `at_once` no longer."""
        end = float(int(now)) if at_once else float(int(now) + HONOURED_FOR)
        old = (replace(key, until=min(key.until, end)) for key in self.keys)
        return Keyring((PassKey(new), *(key for key in old if now < key.until + KEPT_FOR)))


def new_key() -> bytes:
    """A key of 256 random bits, as text that stands well in a file."""
    return secrets.token_hex(32).encode()


def parse_keys(text: str) -> Keyring:
    """Keys as they are written down, separated by spaces or commas. Raises ValueError when there is none."""
    return Keyring(tuple(_parse(part) for part in text.replace(",", " ").split()))


def _parse(part: str) -> PassKey:
    secret, at, until = part.rpartition("@")
    if at and secret and until.isascii() and until.isdigit():
        return PassKey(secret.encode(), float(until[:15]))
    return PassKey(part.encode())

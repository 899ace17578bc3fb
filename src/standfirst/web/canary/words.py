"""What the walk listens for: words that some visitors may not have, however they are written in an answer. Pure."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import unquote

_TAGS = re.compile(r"<br\b[^>]*>|</?(?!br\b)[a-zA-Z][^<>]*>")
_JSON = re.compile(r"\\u([0-9a-fA-F]{4})|\\(x[0-9a-fA-F]{2}|[nrt\"\\/])")
_NO_WORD = re.compile(r"[\W_]+")
#: Fewer bytes than this are not looked for in disguise: they would be found by chance.
LEAST_DISGUISED = 9


def plain(text: str) -> str:
    """Small letters and single spaces: a text without markup, as a reader would say it."""
    return f" {_NO_WORD.sub(' ', text).casefold().strip()} "


def readings(said: str) -> str:
    """An answer in every way it may be read: as it came with its attributes, and without its tags."""
    whole = said
    for _ in range(2):  # a feed holds escaped HTML
        whole = unescape(whole) if "&" in whole else whole
    whole = _JSON.sub(_letter, whole) if "\\" in whole else whole
    return plain(whole) + plain(_TAGS.sub(_gap, whole))


def _gap(tag: re.Match[str]) -> str:
    """Emphasis may stand within a word; every other element ends one."""
    return "" if re.match(r"</?(?:a|b|em|i|mark|span|strong)\b", tag[0]) else " "


def _letter(escaped: re.Match[str]) -> str:
    if escaped[1]:
        return chr(int(escaped[1], 16))
    return escaped[2] if escaped[2] in {'"', "/", "\\"} else " "


@dataclass(frozen=True, slots=True)
class Word:
    """One word, or some in a row, and who may not have it."""

    text: str
    #: Where it stands, in words for the report: "a quote below the cut of /world/bridge-81".
    place: str
    #: The address of its story: no search for the word may find it. Empty when there is nothing to search for.
    story: str = ""
    #: The home editions whose strangers may not have it; None: nobody outside the newsroom may.
    walled_in: frozenset[str] | None = None
    _plain: str = field(init=False, default="")
    _disguised: tuple[str, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        object.__setattr__(self, "_plain", plain(self.text).strip())
        object.__setattr__(self, "_disguised", _disguises(self.text.encode()))

    def stands_in(self, said: str, as_read: str) -> bool:
        """`said` is the answer as it came, `as_read` what `readings` makes of it."""
        if self._plain in as_read:
            return True
        return any(disguised in said for disguised in self._disguised)


def _disguises(word: bytes) -> tuple[str, ...]:
    """In base64 at each of its three places (without the letters that depend on neighbours), and in hexadecimal."""
    if len(word) < LEAST_DISGUISED:
        return ()
    inner = [
        b64encode(b"\0" * shift + word).decode().rstrip("=")[4 if shift else 0 : -2] for shift in range(3)
    ]
    return (*inner, word.hex())


def heard(words: Iterable[Word], said: str) -> list[Word]:
    """Which of the words are said, in whatever writing."""
    as_read = readings(said)
    if "%" in said:
        as_read += readings(unquote(said))
    return [word for word in words if word.stands_in(said, as_read)]

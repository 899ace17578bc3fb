"""The words of an alert as they may go out. Pure: no Django, no database."""

from __future__ import annotations

import unicodedata
from hashlib import sha256

#: What fits on a telephone that shows all of it.
LONGEST_TEXT = 180
#: Combining marks on one letter; living scripts need three.
MOST_MARKS = 4
#: These join letters in living scripts and in emoji; other format characters turn a line round or hide in it.
_JOINERS = frozenset("\u200c\u200d")
_FLAGS = range(0xE0020, 0xE0080)  # the tags of regional flags


def cleaned(text: str) -> str:
    """One line of well-formed Unicode (NFC) without what plays tricks: overrides, what nobody sees, towers of marks.

    Of a text in which there is nothing to see, nothing is left.
    """
    sound = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode("utf-8"))
    kept: list[str] = []
    marks = 0
    for letter in sound:
        kind = unicodedata.category(letter)
        if kind in {"Mn", "Me"}:
            marks += 1
        elif kind != "Cf":
            marks = 0
        if kind in {"Cc", "Zl", "Zp"}:
            kept.append(" ")
        elif marks <= MOST_MARKS and (kind != "Cf" or letter in _JOINERS or ord(letter) in _FLAGS):
            kept.append(letter)
    line = " ".join("".join(kept).split())
    return line if any(map(_is_seen, line)) else ""


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LNPS" and letter not in "\u115f\u1160\u2800\u3164\uffa0"


def sameness(text: str) -> str:
    """The same for texts that say the same: what counts are letters and digits, whatever their case and width."""
    folded = unicodedata.normalize("NFKC", cleaned(text)).casefold()
    bare = "".join(letter for letter in folded if unicodedata.category(letter)[0] in "LNM")
    return sha256((bare or folded).encode()).hexdigest()[:32]

"""What a reader may be called, and which names look alike. Pure: no Django, no database.

A handle is the public name in addresses. Two handles that a hasty eye confuses have the same key: after
compatibility normalisation and case folding (Unicode TR15), look-alikes are replaced by their prototypes
(Unicode TS39, section 4), and what only separates words is dropped.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from confusable_homoglyphs import confusables

LEAST, MOST = 3, 30
#: The key is kept in a column of this length.
LONGEST_KEY = 120
#: Nobody is called this, nor by several words of which one is this.
OFFICES = frozenset({
    "admin", "administrator", "administrators", "admins", "editor", "editorial", "editors", "mod",
    "moderation", "moderator", "moderators", "mods", "newsroom", "official", "staff", "standfirst", "webmaster",
})  # fmt: skip
#: Nobody is called just this.
RESERVED = OFFICES | {
    "account", "anonymous", "anybody", "api", "deleted", "desk", "everybody", "everyone", "follow",
    "following", "forum", "help", "login", "logout", "me", "news", "nobody", "null", "owner", "paper", "press", "root",
    "security", "support", "system", "team", "undefined", "unfollow", "verified",
}  # fmt: skip
#: Letters and marks that show nothing: fillers, the empty Braille cell, joiners and selectors of variants.
_BLANK = frozenset(
    map(
        chr,
        (
            0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0, *range(0x180B, 0x1810),
            *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0),
        ),
    )
)  # fmt: skip
_INVISIBLE = dict.fromkeys(map(ord, "\u200e\u200f"))
#: Words that make no other name of a paper: "Harbour Post" is "The Harbour Post".
_ARTICLES = frozenset({"the", "der", "die", "das", "le", "la", "les", "el", "il"})
#: A name that is found within another word, as in xXAdaLundXx, has at least so many letters.
LEAST_WITHIN = 8
#: Marks upon one letter of a name. Tibetan needs three.
MOST_MARKS = 3


class Problem(StrEnum):
    """Why a handle cannot be had."""

    LENGTH = "length"
    CHARACTERS = "characters"
    SCRIPTS = "scripts"
    RESERVED = "reserved"


def normal(text: str) -> str:
    """A handle as it is kept and printed: composed, without case, without spaces around it."""
    before, now = "", text
    while (
        now != before
    ):  # folding can bring up spaces and letters that fold again; it ends after a few rounds
        before, now = (
            now,
            unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", now).casefold()).strip(),
        )
    return now


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """What two names that look alike have in common."""
    once = _skeleton(filter(_tells_apart, normal(text))).casefold()
    return "".join(char for char in _skeleton(once) if unicodedata.category(char)[0] not in "PZC")


def problem(handle: str, *, reserved: Iterable[str] = ()) -> Problem | None:
    """What is wrong with a normal handle; None when nothing is. `reserved` are names of others."""
    if not LEAST <= len(handle) <= MOST or not LEAST <= len(key(handle)) <= LONGEST_KEY:
        return Problem.LENGTH
    if handle != normal(handle) or not _is_word(handle):
        return Problem.CHARACTERS
    if confusables.is_mixed_script(handle):
        return Problem.SCRIPTS
    if is_reserved(handle) or impersonates(handle, reserved):
        return Problem.RESERVED
    return None


def is_reserved(text: str) -> bool:
    """Is this a word that nobody is called, or does one of its words claim an office?"""
    words = text.replace("-", " ").split()
    return key(text) in _keys_of(RESERVED) or any(key(word) in _keys_of(OFFICES) for word in words)


def impersonates(text: str, names: Iterable[str]) -> bool:
    """Would anybody take this for one of these names? A name of several words is found also among other words and in
    another order: "Lund, Ada (the real one)" is Ada Lund; a name of one word only by itself.

    A name is looked at twice: as it is spelled, and as it looks. A Greek capital eta is an H to the eye, and a
    small eta in spelling.
    """
    seen = [(key(look), set(_word_keys(look))) for look in (text, _look(text))]
    for name in names:
        parts = _word_keys(name)
        run = "".join(parts)
        for whole, words in seen:
            if whole and whole in {key(name), run}:
                return True
            if len(parts) > 1 and (words.issuperset(parts) or (len(run) >= LEAST_WITHIN and run in whole)):
                return True
    return False


def tidy_name(text: str) -> str:
    """A name as it may be printed: one line, without control or direction characters, heaps of marks, or spaces
    around it."""
    composed = unicodedata.normalize("NFC", text)
    spaced = "".join(" " if char.isspace() else char for char in composed)
    visible = (char for char in spaced if unicodedata.category(char)[0] != "C" and char not in _BLANK)
    return unicodedata.normalize("NFC", " ".join("".join(_without_heaps(visible)).split()))


def _without_heaps(text: Iterable[str]) -> Iterable[str]:
    """No more marks upon a letter than writing needs, none upon nothing, and no rings around letters."""
    marks = MOST_MARKS
    for char in text:
        kind = unicodedata.category(char)
        if kind == "Me":
            continue
        marks = marks + 1 if kind == "Mn" else (MOST_MARKS if char == " " else 0)
        if kind != "Mn" or marks <= MOST_MARKS:
            yield char


def _look(name: str) -> str:
    """The name with each letter replaced by what it looks like, before anybody thinks of its case."""
    return _skeleton(unicodedata.normalize("NFC", name))


def _word_keys(name: str) -> list[str]:
    """The keys of a name's words, without articles."""
    apart = "".join(char if unicodedata.category(char)[0] in "LMN" else " " for char in normal(name))
    return [found for word in apart.split() if (found := key(word)) and found not in _ARTICLE_KEYS]


def _tells_apart(char: str) -> bool:
    """Not what only separates or decorates words (a tick beside a name is no other name), nor what nobody sees; but
    a sign that can be taken for a letter, such as | for l."""
    if char in _BLANK:
        return False
    return any(unicodedata.category(seen)[0] not in "PSZC" for seen in char + _prototype(char))


def _is_word(handle: str) -> bool:
    """Letters, digits and single hyphens inside; marks only behind letters, two at most."""
    marks, before = 0, "-"
    for char in handle:
        kind = unicodedata.category(char)
        marks = marks + 1 if kind[0] == "M" else 0
        if char in _BLANK:
            return False
        fits = kind[0] == "L" or kind == "Nd" or (char == "-" and before != "-")
        if not fits and not (0 < marks <= 2 and before != "-"):
            return False
        before = char
    return before != "-"


def _skeleton(text: Iterable[str]) -> str:
    return "".join(map(_prototype, text))


@lru_cache(maxsize=4096)
def _prototype(char: str) -> str:
    """The character or characters that this one can be taken for; itself when it is nobody's double."""
    doubles = confusables.confusables_data.get(char)
    if not doubles or len(doubles) > 1:
        return char  # unknown, or the prototype of others
    target = str(doubles[0]["c"])
    alone = len(confusables.confusables_data.get(target, ())) <= 1
    target = target.translate(_INVISIBLE)
    return min(char, target) if alone else target


@lru_cache(maxsize=2)
def _keys_of(words: frozenset[str]) -> frozenset[str]:
    return frozenset(map(key, words))


_ARTICLE_KEYS = frozenset(map(key, _ARTICLES))

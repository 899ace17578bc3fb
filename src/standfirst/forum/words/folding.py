"""A text as the eye reads it: words of plain letters, each of which knows where it stands. Pure.

Letters are folded one by one (NFKD, case, accents, invisible letters), so that every folded letter keeps its place in
what was typed. What can be taken for another letter (Unicode TR39's confusables, digits and signs used as letters) is
kept beside it: `key` is the same for all that could be meant, and the reader of a match decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from confusable_homoglyphs import confusables

#: Digits and signs that stand for letters, and the letters they can stand for.
LEET = {
    "0": "o", "1": "il", "2": "z", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "9": "g",
    "@": "a", "$": "s", "€": "e", "!": "il", "|": "il", "+": "t",
}  # fmt: skip
_SIGNS = frozenset(letter for letter in LEET if not letter.isalnum())
#: One key for all letters that one digit can stand for.
_KEY = {**{sign: letters[0] for sign, letters in LEET.items()}, "l": "i"}
#: What folds to a star: "sp*m".
_STARS = frozenset("*＊﹡")
#: Ends a word more often than it begins one: "casino!" is no "casinoi".
_TRAILING = "!|+"
#: Marks that may be left out without making another word; the vowel signs of Thai or Hindi are letters.
_MARKS = (
    (0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670),
    (0x06D6, 0x06ED), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F),
    (0xE0100, 0xE01EF),
)  # fmt: skip
#: Scripts that put no space between words: Thai, Lao, Myanmar, Khmer, kana, Han.
_UNSPACED = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3005, 0x3007), (0x3040, 0x30FF), (0x31F0, 0x31FF),
    (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Letter:
    """A folded letter, what it looks like, and how it separates words."""

    folded: str
    looks: str
    is_word: bool
    stands_alone: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """Letters that belong together. `places` are indexes in what was typed, one for each letter."""

    folded: str
    looks: str
    places: Sequence[int]
    key: str

    @classmethod
    def of(cls, letters: Iterable[tuple[int, Letter]]) -> Word:
        found = [
            (place, folded, looks)
            for place, letter in letters
            for folded, looks in zip(letter.folded, letter.looks, strict=True)
        ]
        looks = "".join(one[2] for one in found)
        return cls(
            "".join(one[1] for one in found), looks, tuple(one[0] for one in found), looks.translate(_KEYS)
        )

    @classmethod
    def plain(cls, letters: str, start: int) -> Word:
        """A word of small letters a to z and digits."""
        return cls(letters, letters, range(start, start + len(letters)), letters.translate(_KEYS))

    def part(self, start: int, end: int) -> Word:
        return Word(
            self.folded[start:end], self.looks[start:end], self.places[start:end], self.key[start:end]
        )


class _Letters(dict[str, tuple[Letter, ...]]):
    """Each character is folded once in a process."""

    def __missing__(self, char: str) -> tuple[Letter, ...]:
        found = tuple(_fold(char))
        if len(self) < 20_000:  # nobody fills the memory with all of Unicode
            self[char] = found
        return found


def _fold(char: str) -> Iterator[Letter]:
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    look = _look(char) or ""
    kept = [one for one in plain if not _is_dropped(one)]
    for one in kept:
        is_word = one.isalnum() or unicodedata.category(one) in {"Mn", "Mc"}
        looks = look if look and len(kept) == 1 else (_look(one) or one)
        yield Letter(one, looks, is_word, _within(ord(one), _UNSPACED))


def _is_dropped(char: str) -> bool:
    kind = unicodedata.category(char)
    return kind in {"Cf", "Me"} or (kind == "Mn" and _within(ord(char), _MARKS))


def _within(code: int, ranges: Iterable[tuple[int, int]]) -> bool:
    return any(first <= code <= last for first, last in ranges)


def _look(char: str) -> str | None:
    """The ASCII letter that a letter can be taken for, itself or as a capital, if there is one."""
    if char.isascii() or not char.isalpha():
        return None
    doubles = (
        str(double["c"])
        for form in (char, char.upper())
        for double in confusables.confusables_data.get(form, ())
    )
    return next((one.lower() for one in doubles if len(one) == 1 and one.isascii() and one.isalpha()), None)


_LETTERS = _Letters()
_KEYS = str.maketrans(_KEY)
_PLAIN = re.compile(r"[a-z0-9]+")
_CHUNK = re.compile(r"\S+")
#: A word with nothing about it that could stand for a letter.
_PLAIN_CHUNK = re.compile(r"[^a-z0-9@$!|+]*([a-z0-9]+)[^a-z0-9@$]*")


def words_of(text: str) -> list[Word]:
    """The words, apart at whatever is no letter or digit; where a script has no spaces, each character is one."""
    if text.isascii():
        return [Word.plain(found[0], found.start()) for found in _PLAIN.finditer(text.lower())]
    return _words_letter_by_letter(text)


def _words_letter_by_letter(text: str) -> list[Word]:
    found: list[Word] = []
    run: list[tuple[int, Letter]] = []
    for place, char in enumerate(text):
        for letter in _LETTERS[char]:
            if letter.is_word and not letter.stands_alone:
                run.append((place, letter))
                continue
            if run:
                found.append(Word.of(run))
                run = []
            if letter.stands_alone and letter.is_word:
                found.append(Word.of([(place, letter)]))
    return [*found, Word.of(run)] if run else found


def chunks_of(text: str) -> list[Word]:
    """What stands between spaces, each read as one word, with signs for the letters they can stand for:
    "c4$-!no" is one, and so is "ca.si.no"."""
    found: list[Word] = []
    for chunk in _CHUNK.finditer(text):
        plain = _PLAIN_CHUNK.fullmatch(chunk[0].lower()) if chunk[0].isascii() else None
        if plain is not None:
            found.append(Word.plain(plain[1], chunk.start() + plain.start(1)))
        elif letters := _letters_of_chunk(chunk[0], chunk.start()):
            found.append(Word.of(letters))
    return found


def chunks_with_stars(text: str) -> list[Word]:
    """Words within which stars stand, each star as a letter "*"; stars at an end of a word emphasise it."""
    found: list[Word] = []
    for chunk in _CHUNK.finditer(text):
        if not _STARS.isdisjoint(chunk[0]):
            run: list[tuple[int, Letter]] = []
            for place, char in enumerate(chunk[0] + " ", chunk.start()):
                for letter in _LETTERS[char]:
                    if letter.is_word or char in _SIGNS or letter.folded == "*":
                        run.append((place, letter))
                    else:
                        found += _with_a_star(run)
                        run = []
    return found


def _with_a_star(run: list[tuple[int, Letter]]) -> list[Word]:
    while run and not run[0][1].is_word and run[0][1].folded not in _SIGNS:
        del run[0]
    while run and (run[-1][1].folded == "*" or run[-1][1].folded in _TRAILING):
        run.pop()
    return [Word.of(run)] if any(letter.folded == "*" for _place, letter in run) else []


def _letters_of_chunk(chunk: str, start: int) -> list[tuple[int, Letter]]:
    run = [
        (place, letter)
        for place, char in enumerate(chunk, start)
        for letter in _LETTERS[char]
        if letter.is_word or char in _SIGNS
    ]
    while run and run[-1][1].folded in _TRAILING:
        run.pop()
    return run


def runs_of(words: Iterable[Word], least: int) -> list[Word]:
    """Single letters in a row, read as one word where they are at least so many: "s p a m"."""
    found: list[Word] = []
    run: list[Word] = []
    for word in [*words, None]:
        if word is not None and len(word.folded) == 1 and not _LETTERS[word.folded][0].stands_alone:
            run.append(word)
            continue
        if len(run) >= least:
            found.append(_joined(run))
        run = []
    return found


def _joined(run: list[Word]) -> Word:
    return Word(
        "".join(one.folded for one in run),
        "".join(one.looks for one in run),
        tuple(one.places[0] for one in run),
        "".join(one.key for one in run),
    )

"""Words that moderators watch. Pure. One walk over the text, however long the list; nobody's pattern is run.

Texts are compared folded: case, accents, width, invisible letters and forms (NFKD) make no difference.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

#: Words in one phrase; more are read as the first so many.
LONGEST_PHRASE = 6


def fold(text: str) -> str:
    """The letters behind the letters, words apart by one space: "ＳＰÁＭ\\u200bmer!" is "spammer"."""
    loose = unicodedata.normalize("NFKD", text).casefold()
    out: list[str] = []
    for letter in unicodedata.normalize("NFKD", loose):
        if letter.isalnum():
            out.append(letter)
        elif unicodedata.category(letter) not in {"Mn", "Me", "Cf"}:
            out.append(" ")
    return " ".join("".join(out).split())


@dataclass(frozen=True, slots=True)
class WordList:
    """Whole words and phrases, and beginnings of words."""

    phrases: frozenset[tuple[str, ...]]
    beginnings: frozenset[str]

    @classmethod
    def of(cls, entries: Iterable[str]) -> WordList:
        """Read entries as moderators write them; `spam*` is a beginning. Empty ones mean nothing."""
        phrases: set[tuple[str, ...]] = set()
        beginnings: set[str] = set()
        for entry in entries:
            folded = fold(entry.rstrip("* ")).split()
            if entry.rstrip().endswith("*") and len(folded) == 1:
                beginnings.add(folded[0])
            elif folded:
                phrases.add(tuple(folded[:LONGEST_PHRASE]))
        return cls(frozenset(phrases), frozenset(beginnings))

    def found_in(self, text: str) -> bool:
        """Does the text hold any of them? Letters set apart ("s p a m") are read as a word, too."""
        return bool(self.find(text))

    def find(self, text: str) -> list[tuple[str, str]]:
        """What was found, folded, and by which entry, each once, in the order of the text."""
        if not self.phrases and not self.beginnings:
            return []
        tokens = fold(text).split()
        return list(dict.fromkeys([*self._finds(tokens), *self._finds(_joined(tokens))]))

    def _finds(self, tokens: list[str]) -> Iterator[tuple[str, str]]:
        lengths = sorted({len(phrase) for phrase in self.phrases})
        longest = max(map(len, self.beginnings), default=0)
        for start, token in enumerate(tokens):
            for length in lengths:
                here = tuple(tokens[start : start + length])
                if here in self.phrases:
                    yield " ".join(here), " ".join(here)
            for end in range(1, min(len(token), longest) + 1):
                if token[:end] in self.beginnings:
                    yield token, f"{token[:end]}*"


def _joined(tokens: list[str]) -> list[str]:
    """Runs of single letters put together."""
    found: list[str] = []
    run = ""
    for token in [*tokens, ""]:
        if len(token) == 1:
            run += token
            continue
        if len(run) > 1:
            found.append(run)
        run = ""
    return found

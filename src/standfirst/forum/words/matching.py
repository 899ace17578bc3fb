"""Words that moderators watch. Pure, and linear: nobody's pattern is run, and a longer list takes no longer.

Each match says where it stands and which rule it met.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .disguises import (
    STAR,
    Behind,
    behind_stars,
    may_be_drawn_out,
    may_stand_behind,
    name_of,
    shortened,
    starred_words,
)
from .folding import LEET, Word, chunks_of, runs_of, words_of
from .trees import Rule, Tree

#: Letters set apart ("s p a m") are read as a word from so many on; and so many has a rule that may be drawn out.
LEAST_APART = LEAST_DRAWN_OUT = 3


@dataclass(frozen=True, slots=True)
class Match:
    """From `start` to `end` (exclusive) the text met a rule."""

    start: int
    end: int
    entry: str


@dataclass(frozen=True, slots=True)
class WordList:
    """Rules, compiled: as they are written, as they may be drawn out, and as they stand behind stars."""

    tree: Tree
    drawn_out: Tree
    behind: Behind
    #: How many letters a rule of one word has, for letters set apart.
    apart: tuple[int, ...]

    @classmethod
    def of(cls, entries: Iterable[str]) -> WordList:
        """Compile entries as moderators write them. Empty ones mean nothing."""
        rules = list(filter(None, map(Rule.of, entries)))
        long = (rule for rule in rules if sum(len(word.key) for word in rule.words) >= LEAST_DRAWN_OUT)
        single = {len(rule.words[0].key) for rule in rules if len(rule.words) == 1}
        return cls(
            Tree.of(rules, lambda word: word.key),
            Tree.of(long, name_of),
            behind_stars(rules),
            tuple(sorted(size for size in single if size >= LEAST_APART)),
        )

    def find(self, text: str) -> list[Match]:
        """All matches, in the order of the text, each once. Time grows with the text alone."""
        if not self.watches_anything:
            return []
        words = words_of(text)
        is_ascii = _mostly_ascii(words)
        lines = [words]
        chunks = chunks_of(text)
        if [chunk.folded for chunk in chunks] != [word.folded for word in words]:
            lines.append(chunks)
        found: set[Match] = set()
        for line in lines:
            found.update(self._walk(line, is_ascii=is_ascii))
            found.update(self._apart(runs_of(line, LEAST_APART), is_ascii=is_ascii))
            if may_be_drawn_out(text):
                found.update(self._drawn_out(line, is_ascii=is_ascii))
        for word in starred_words(text):
            found.update(_met(may_stand_behind(self.behind, word), [word], is_ascii=is_ascii))
        return sorted(found, key=lambda match: (match.start, match.end, match.entry))

    @property
    def watches_anything(self) -> bool:
        return bool(self.tree)

    def found_in(self, text: str) -> bool:
        return bool(self.find(text))

    def _walk(self, words: list[Word], *, is_ascii: bool) -> Iterator[Match]:
        for rules, start, end in self.tree.walk([word.key for word in words]):
            yield from _met(rules, words[start:end], is_ascii=is_ascii)

    def _drawn_out(self, words: list[Word], *, is_ascii: bool) -> Iterator[Match]:
        for rules, start, end in self.drawn_out.walk([name_of(word) for word in words]):
            for rule in rules:
                short = _shortened(words[start:end], rule)
                if short is not None and any(_met([rule], short, is_ascii=is_ascii)):
                    yield Match(words[start].places[0], words[end - 1].places[-1] + 1, rule.entry)

    def _apart(self, runs: Iterable[Word], *, is_ascii: bool) -> Iterator[Match]:
        """In letters set apart a word may begin and end anywhere: "I s p a m you"."""
        for run in runs:
            for start in range(len(run.key)):
                for size in self.apart:
                    rules = self.tree.named(run.key[start : start + size])
                    if rules:
                        yield from _met(rules, [run.part(start, start + size)], is_ascii=is_ascii)


def _shortened(words: list[Word], rule: Rule) -> list[Word] | None:
    """The words as the rule has them, letter by letter; None where they are others."""
    found: list[Word] = []
    for word, meant in zip(words, rule.words, strict=True):
        short = shortened(word, meant, is_beginning=rule.is_beginning and meant is rule.words[-1])
        if short is None:
            return None
        found.append(short)
    return found


def _mostly_ascii(words: list[Word]) -> bool:
    """Is the text in plain Latin letters, by the number of its letters?"""
    plain = sum(len(word.folded) for word in words if word.folded.isascii())
    return 2 * plain >= sum(len(word.folded) for word in words)


def _met(rules: Iterable[Rule], words: list[Word], *, is_ascii: bool) -> Iterator[Match]:
    """The rules that these words really meet: their keys are the same, their letters need not be."""
    for rule in rules:
        pairs = list(zip(words, rule.words, strict=True))
        if all(_is_meant(word, meant, is_ascii=is_ascii) for word, meant in pairs):
            yield Match(words[0].places[0], words[-1].places[-1] + 1, rule.entry)


def _is_meant(word: Word, rule: Word, *, is_ascii: bool) -> bool:
    """Can these letters be read as the rule's? A digit or a sign stands for its own letters only, and not in a word
    that is a number; look-alikes count in a word of two alphabets, or of another than the text's."""
    digits = 0
    for letter, looks, wanted, wanted_look in zip(
        word.folded, word.looks, rule.folded, rule.looks, strict=False
    ):
        if letter in {wanted, STAR}:
            continue
        if wanted in LEET.get(letter, ""):
            digits += letter.isdigit()
        elif looks != wanted_look or not _is_odd(word.folded, is_ascii=is_ascii):
            return False
    return 2 * digits <= len(rule.folded)


def _is_odd(letters: str, *, is_ascii: bool) -> bool:
    alphabets = {letter.isascii() for letter in letters if letter.isalpha()}
    return alphabets != {is_ascii}

"""Words that moderators watch. Pure, and linear: nobody's pattern is run, and a longer list takes no longer.

Rules are kept in a tree of words, not of letters: a walk starts at a word of the text and takes one look into a table
for each word that a rule could still have. Most walks end with the first look, whether the list holds ten rules or
ten thousand. Each match says where it stands and which rule it met.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from .folding import LEET, Word, chunks_of, runs_of, words_of

#: Words of one rule; the rest of a longer one means nothing.
LONGEST_PHRASE = 40
#: Letters set apart ("s p a m") are read as a word from so many on.
LEAST_APART = 3
_ROOT = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """An entry as a moderator wrote it; `spam*` watches every word that begins so."""

    entry: str
    words: tuple[Word, ...]
    is_beginning: bool

    @classmethod
    def of(cls, entry: str) -> Rule | None:
        """None for an entry that holds no word."""
        written = entry.strip()
        words = tuple(words_of(written)[:LONGEST_PHRASE])
        return cls(written, words, written.endswith("*")) if words else None


@dataclass(frozen=True, slots=True)
class Match:
    """From `start` to `end` (exclusive) the text met a rule."""

    start: int
    end: int
    entry: str


@dataclass(frozen=True, slots=True)
class WordList:
    """Rules, compiled: `steps` from one node by a word's key to the next, and at each node the rules that end there
    as a whole, or as the beginning of the word that follows, by its first letters and by how many they are."""

    steps: Mapping[tuple[int, str], int]
    wholes: Mapping[int, tuple[Rule, ...]]
    beginnings: Mapping[tuple[int, str], tuple[Rule, ...]]
    lengths: Mapping[int, tuple[int, ...]]
    #: How many letters a rule of one word has, for letters set apart.
    apart: tuple[int, ...]

    @classmethod
    def of(cls, entries: Iterable[str]) -> WordList:
        """Compile entries as moderators write them. Empty ones mean nothing."""
        steps: dict[tuple[int, str], int] = {}
        wholes: dict[int, list[Rule]] = {}
        beginnings: dict[tuple[int, str], list[Rule]] = {}
        apart: set[int] = set()
        for rule in filter(None, map(Rule.of, entries)):
            node = _ROOT
            for word in rule.words[:-1] if rule.is_beginning else rule.words:
                node = steps.setdefault((node, word.key), len(steps) + 1)
            if rule.is_beginning:
                beginnings.setdefault((node, rule.words[-1].key), []).append(rule)
            else:
                wholes.setdefault(node, []).append(rule)
            if len(rule.words) == 1:
                apart.add(len(rule.words[0].key))
        lengths: dict[int, set[int]] = {}
        for node, key in beginnings:
            lengths.setdefault(node, set()).add(len(key))
        return cls(
            steps,
            {node: tuple(rules) for node, rules in wholes.items()},
            {place: tuple(rules) for place, rules in beginnings.items()},
            {node: tuple(sorted(sizes)) for node, sizes in lengths.items()},
            tuple(sorted(size for size in apart if size >= LEAST_APART)),
        )

    def find(self, text: str) -> list[Match]:
        """All matches, in the order of the text, each once. Time grows with the text alone."""
        if not self.steps and not self.beginnings:
            return []
        words = words_of(text)
        is_ascii = _mostly_ascii(words)
        found = set(self._walk(words, is_ascii=is_ascii))
        chunks = chunks_of(text)
        if [chunk.folded for chunk in chunks] != [word.folded for word in words]:
            found.update(self._walk(chunks, is_ascii=is_ascii))
            found.update(self._apart(runs_of(chunks, LEAST_APART), is_ascii=is_ascii))
        found.update(self._apart(runs_of(words, LEAST_APART), is_ascii=is_ascii))
        return sorted(found, key=lambda match: (match.start, match.end, match.entry))

    @property
    def watches_anything(self) -> bool:
        return bool(self.steps or self.beginnings)

    def found_in(self, text: str) -> bool:
        return bool(self.find(text))

    def _walk(self, words: list[Word], *, is_ascii: bool) -> Iterator[Match]:
        for start in range(len(words)):
            node, place = _ROOT, start
            while place < len(words):
                word = words[place]
                for size in self.lengths.get(node, ()):
                    rules = self.beginnings.get((node, word.key[:size]), ())
                    yield from _met(rules, words[start : place + 1], is_ascii=is_ascii)
                after = self.steps.get((node, word.key))
                if after is None:
                    break
                node, place = after, place + 1
                yield from _met(self.wholes.get(node, ()), words[start:place], is_ascii=is_ascii)

    def _apart(self, runs: Iterable[Word], *, is_ascii: bool) -> Iterator[Match]:
        """In letters set apart a word may begin and end anywhere: "I s p a m you"."""
        for run in runs:
            for start in range(len(run.key)):
                for size in self.apart:
                    place = (_ROOT, run.key[start : start + size])
                    rules = self.beginnings.get(place, ())
                    node = self.steps.get(place)
                    if node is not None:
                        rules = (*rules, *self.wholes.get(node, ()))
                    yield from _met(
                        rules, [run.part(start, start + size)] if rules else [], is_ascii=is_ascii
                    )


def _mostly_ascii(words: list[Word]) -> bool:
    """Is the text in plain Latin letters, by the number of its letters?"""
    plain = sum(len(word.folded) for word in words if word.folded.isascii())
    return 2 * plain >= sum(len(word.folded) for word in words)


def _met(rules: Iterable[Rule], words: list[Word], *, is_ascii: bool) -> Iterator[Match]:
    """The rules that these words really meet: their keys are the same, their letters need not be."""
    for rule in rules:
        pairs = list(zip(words, rule.words, strict=True))
        if all(_is_meant(word, meant, is_ascii=is_ascii) for word, meant in pairs):
            last = len(rule.words[-1].folded) if rule.is_beginning else len(words[-1].folded)
            end = words[-1].places[-1 if rule.is_beginning else last - 1]
            yield Match(words[0].places[0], end + 1, rule.entry)


def _is_meant(word: Word, rule: Word, *, is_ascii: bool) -> bool:
    """Can these letters be read as the rule's? A digit or a sign stands for its own letters only, and not in a word
    that is a number; look-alikes count in a word of two alphabets, or of another than the text's."""
    digits = 0
    for letter, looks, wanted, wanted_look in zip(
        word.folded, word.looks, rule.folded, rule.looks, strict=False
    ):
        if letter == wanted:
            continue
        if wanted in LEET.get(letter, ""):
            digits += letter.isdigit()
        elif looks != wanted_look or not _is_odd(word.folded, is_ascii=is_ascii):
            return False
    return 2 * digits <= len(rule.folded)


def _is_odd(letters: str, *, is_ascii: bool) -> bool:
    alphabets = {letter.isascii() for letter in letters if letter.isalpha()}
    return alphabets != {is_ascii}

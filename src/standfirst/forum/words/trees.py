"""Rules, and the tree of words in which they are kept. Pure.

A walk starts at a word of the text and takes one look into a table for each word that a rule could still have. Most
walks end with the first look, whether the list holds ten rules or ten thousand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .folding import Word, words_of

#: Words of one rule; the rest of a longer one means nothing.
LONGEST_PHRASE = 40
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
class Tree:
    """`steps` from one node by a word's name to the next, and at each node the rules that end there as a whole, or as
    the beginning of the word that follows, by its first letters and by how many they are."""

    steps: Mapping[tuple[int, str], int]
    wholes: Mapping[int, tuple[Rule, ...]]
    beginnings: Mapping[tuple[int, str], tuple[Rule, ...]]
    lengths: Mapping[int, tuple[int, ...]]

    @classmethod
    def of(cls, rules: Iterable[Rule], name_of: Callable[[Word], str]) -> Tree:
        """`name_of` says what two words have in common that may mean each other."""
        steps: dict[tuple[int, str], int] = {}
        wholes: dict[int, list[Rule]] = {}
        beginnings: dict[tuple[int, str], list[Rule]] = {}
        lengths: dict[int, set[int]] = {}
        for rule in rules:
            names = [name_of(word) for word in rule.words]
            node = _ROOT
            for name in names[:-1] if rule.is_beginning else names:
                node = steps.setdefault((node, name), len(steps) + 1)
            if rule.is_beginning:
                beginnings.setdefault((node, names[-1]), []).append(rule)
                lengths.setdefault(node, set()).add(len(names[-1]))
            else:
                wholes.setdefault(node, []).append(rule)
        return cls(
            steps,
            {node: tuple(found) for node, found in wholes.items()},
            {place: tuple(found) for place, found in beginnings.items()},
            {node: tuple(sorted(sizes)) for node, sizes in lengths.items()},
        )

    def __bool__(self) -> bool:
        return bool(self.steps or self.beginnings)

    def walk(self, names: Sequence[str]) -> Iterator[tuple[tuple[Rule, ...], int, int]]:
        """Rules that the words from one place to another (exclusive) may mean."""
        for start in range(len(names)):
            node, place = _ROOT, start
            while place < len(names):
                name = names[place]
                for size in self.lengths.get(node, ()):
                    rules = self.beginnings.get((node, name[:size]))
                    if rules:
                        yield rules, start, place + 1
                after = self.steps.get((node, name))
                if after is None:
                    break
                node, place = after, place + 1
                rules = self.wholes.get(node)
                if rules:
                    yield rules, start, place

    def named(self, name: str) -> tuple[Rule, ...]:
        """Rules of one word of this name, or that begins so."""
        begun = self.beginnings.get((_ROOT, name), ())
        node = self.steps.get((_ROOT, name))
        return begun if node is None else (*begun, *self.wholes.get(node, ()))

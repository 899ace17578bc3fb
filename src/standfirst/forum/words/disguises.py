"""Words with letters drawn out ("spaaam") or starred out ("sp*m"). Pure.

Neither is guessed at: three equal letters in a row stand in hardly any word, and who puts a star within one hides it.
Two of the same are left alone, as "coop" is no "cop".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import groupby

from .folding import Word, chunks_with_stars
from .trees import Rule

STAR = "*"
#: Equal letters in a row that may stand for one of them, or for two.
DRAWN_OUT, MOST_MEANT = 3, 2
#: Letters that a word must have to be looked for behind stars, which may hide half of them.
LEAST_STARRED = 4
_DRAWN_OUT = re.compile(r"(\w)\1\1", re.IGNORECASE)


def may_be_drawn_out(text: str) -> bool:
    """Three equal letters in a row: without them nothing of this is looked for."""
    return _DRAWN_OUT.search(text) is not None


def name_of(word: Word) -> str:
    """The same for a word and for all that draw it out."""
    return "".join(word.key[first] for first, _size in _runs(word))


def shortened(word: Word, rule: Word, *, is_beginning: bool) -> Word | None:
    """The word with as many letters in each run as the rule has; None where that is another word."""
    runs, meant = list(_runs(word)), list(_runs(rule))
    kept: list[int] = []
    for number, (first, size) in enumerate(runs):
        wanted = meant[number][1] if number < len(meant) else size
        ends_here = is_beginning and number == len(meant) - 1
        if size != wanted and not (size > wanted and (ends_here or _stands_for(size, wanted))):
            return None
        kept += range(first, first + wanted)
    return Word(
        "".join(word.folded[place] for place in kept),
        "".join(word.looks[place] for place in kept),
        [word.places[place] for place in kept],
        "".join(word.key[place] for place in kept),
    )


def _stands_for(size: int, wanted: int) -> bool:
    return size >= DRAWN_OUT and wanted <= MOST_MEANT


def _runs(word: Word) -> Iterable[tuple[int, int]]:
    """Where each run of equal letters begins, and how many they are."""
    place = 0
    for _letter, run in groupby(word.folded):
        size = sum(1 for _each in run)
        yield place, size
        place += size


#: Rules of one word by how many letters it has, the first and the last of them.
Behind = Mapping[tuple[int, str, str], tuple[Rule, ...]]


def behind_stars(rules: Iterable[Rule]) -> Behind:
    found: dict[tuple[int, str, str], list[Rule]] = {}
    for rule in rules:
        key = rule.words[0].key
        if len(rule.words) == 1 and len(key) >= LEAST_STARRED:
            found.setdefault((len(key), key[0], key[-1]), []).append(rule)
    return {place: tuple(rules) for place, rules in found.items()}


def starred_words(text: str) -> list[Word]:
    """Words within which stars stand, for no more than half of their letters. Each star is one letter."""
    return [word for word in chunks_with_stars(text) if 2 * word.folded.count(STAR) <= len(word.folded)]


def may_stand_behind(behind: Behind, word: Word) -> list[Rule]:
    """Rules of so many letters with the same ones before the first star and after the last."""
    before, after = word.key[: word.key.index(STAR)], word.key[word.key.rindex(STAR) + 1 :]
    rules = behind.get((len(word.key), before[0], after[-1]), ())
    return [rule for rule in rules if _agrees(rule.words[0].key, before, after)]


def _agrees(key: str, before: str, after: str) -> bool:
    return key.startswith(before) and key.endswith(after)

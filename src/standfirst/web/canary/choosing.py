"""Which words of a real story to listen for: such as stand below the cut and nowhere else. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from .words import plain

#: Words in a row: enough that nobody else wrote the same by chance.
IN_A_ROW = 6
#: A shorter text (a heading, a caption) is taken whole, if it has so many words and letters.
LEAST_WORDS, LEAST_LETTERS = 3, 18
#: A single word to search for has so many letters at least.
LEAST_SEARCHED = 7


def phrases(text: str, *, elsewhere: str, most: int = 2) -> list[str]:
    """Up to `most` rows of words from `text` that do not stand in `elsewhere`, from all of its length.

    `elsewhere` is what may be seen, as `plain` makes it.
    """
    said = plain(text).split()
    if len(said) <= IN_A_ROW:
        whole = " ".join(said)
        rows = [whole] if len(said) >= LEAST_WORDS and len(whole) >= LEAST_LETTERS else []
    else:
        rows = [" ".join(said[start : start + IN_A_ROW]) for start in range(len(said) - IN_A_ROW + 1)]
    good = [row for row in rows if row not in elsewhere]
    return list(dict.fromkeys(spread(good, most)))


def spread(found: Sequence[str], most: int) -> list[str]:
    """Some of many, as far from each other as may be."""
    if len(found) <= most:
        return list(found)
    if most < 2:
        return list(found[:most])
    return [found[round(place * (len(found) - 1) / (most - 1))] for place in range(most)]


def searchable(texts: Collection[str], *, elsewhere: str, most: int = 2) -> list[str]:
    """Single words that stand in `texts` and, even by their beginning, nowhere in `elsewhere`; the longest first."""
    begun = {word[:5] for word in elsewhere.split()}
    known = {word for text in texts for word in plain(text).split() if word.isalpha()}
    good = [word for word in known if len(word) >= LEAST_SEARCHED and word[:5] not in begun]
    return sorted(good, key=lambda word: (-len(word), word))[:most]

"""Does a short text give away what stands below a cut? Pure: no Django, no database."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

#: So many words in a row that stand only below the cut are its words, if they have this many letters.
ROW = 3
LONG_ENOUGH = 10
#: In scripts without spaces a letter counts as a word, and fewer than this say nothing.
ROW_OF_LETTERS = 5
#: A word of this length is telling by itself, and so is a number or a name.
TELLING = 9

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


def repeated(text: str, *, above: Iterable[str], below: Iterable[str]) -> list[str]:
    """The passages of `text` that stand `below` a cut and not `above` it (headline and standfirst are above), in
    order, as they are written in `text`. A warning for somebody who can judge, not a proof."""
    words = list(_words(text))
    spoken = [folded for _word, folded in words]
    known = [folded for said in above for _word, folded in _words(said)]
    hidden = [[folded for _word, folded in _words(said)] for said in below]
    taken = [False] * len(words)
    for length in (ROW, ROW_OF_LETTERS):
        _take_rows(spoken, taken, _rows(hidden, length) - _rows([known], length), length)
    single = {word for said in hidden for word in said} - set(known)
    for place, (word, folded) in enumerate(words):
        taken[place] = taken[place] or (folded in single and _is_telling(word, first=place == 0))
    return list(_passages(words, taken))


def _take_rows(spoken: Sequence[str], taken: list[bool], rows: set[tuple[str, ...]], length: int) -> None:
    for start in range(len(spoken) - length + 1):
        row = tuple(spoken[start : start + length])
        unspaced = any(map(_UNSPACED.match, row))
        says_something = unspaced if length == ROW_OF_LETTERS else sum(map(len, row)) >= LONG_ENOUGH
        if says_something and row in rows:
            taken[start : start + length] = [True] * length


def _rows(texts: Iterable[Sequence[str]], length: int) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + length]) for words in texts for at in range(len(words) - length + 1)}


def _words(text: str) -> Iterator[tuple[str, str]]:
    """Each word as it stands and as it is compared."""
    for word in _WORD.findall(unicodedata.normalize("NFC", text)):
        pieces = word if _UNSPACED.search(word) else (word,)
        for piece in pieces:
            yield piece, unicodedata.normalize("NFKC", piece).casefold()


def _is_telling(word: str, *, first: bool) -> bool:
    if _UNSPACED.match(word):
        return False
    return len(word) >= TELLING or any(map(str.isdigit, word)) or (word[0].isupper() and not first)


def _passages(words: Sequence[tuple[str, str]], taken: Sequence[bool]) -> Iterator[str]:
    row: list[str] = []
    for (word, _folded), is_taken in zip(words, taken, strict=True):
        if is_taken:
            row.append(word)
        elif row:
            yield _joined(row)
            row = []
    if row:
        yield _joined(row)


def _joined(row: Sequence[str]) -> str:
    return ("" if all(map(_UNSPACED.match, row)) else " ").join(row)

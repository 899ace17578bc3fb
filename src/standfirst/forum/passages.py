"""Where a passage stands in a story, said without its words, and where it stands now. Pure.

A reference names a paragraph by its place among the paragraphs, a range of characters (code points) in its text, and
a fingerprint of the words, by which they are found again when the story has changed round them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

#: Characters in one quote: enough for a point, too few to hand on a story.
MOST_QUOTED = 600
#: So far a passage is looked for to both sides of where it stood, when words before it were changed.
NEAR = 80
#: Places that are looked at for one passage, at most.
MOST_PLACES = 4_000
_WRITTEN = re.compile(r"([0-9]{1,4})\.([0-9]{1,6})-([0-9]{1,6})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reference:
    """Characters `start` to `end` of a paragraph; `print` is the fingerprint of the words that stood there."""

    paragraph: int
    start: int
    end: int
    print: str = ""

    @classmethod
    def parse(cls, text: str) -> Reference | None:
        """Read "3.10-80", as a form sends it; None for anything that is no short passage."""
        found = _WRITTEN.fullmatch(text)
        if found is None:
            return None
        paragraph, start, end = map(int, found.groups())
        return cls(paragraph, start, end) if 0 < end - start <= MOST_QUOTED else None

    @classmethod
    def stored(cls, kept: object) -> Reference | None:
        """Read what `as_json` wrote; None when it is not that."""
        if not isinstance(kept, Mapping) or not isinstance(kept.get("print"), str):
            return None
        place = [kept.get(name) for name in ("paragraph", "start", "end")]
        if not all(isinstance(number, int) and number >= 0 for number in place):
            return None
        return cls(kept["paragraph"], kept["start"], kept["end"], kept["print"])

    def __str__(self) -> str:
        return f"{self.paragraph}.{self.start}-{self.end}"

    def as_json(self) -> dict[str, Any]:
        return {"paragraph": self.paragraph, "start": self.start, "end": self.end, "print": self.print}


def fixed(reference: Reference, paragraphs: Sequence[str]) -> Reference | None:
    """The reference with the fingerprint of the words that stand there now; None when there is no such passage."""
    words = _at(paragraphs, reference.paragraph, reference.start, reference.end)
    return replace(reference, print=_print_of(words)) if words.strip() else None


def find(reference: Reference, paragraphs: Sequence[str]) -> Reference | None:
    """Where the words stand now: where they were, in another paragraph, or a little to the side; None when nowhere."""
    length = reference.end - reference.start
    for paragraph, start in _places(reference, len(paragraphs)):
        words = _at(paragraphs, paragraph, start, start + length)
        if words and _print_of(words) == reference.print:
            return Reference(paragraph, start, start + length, reference.print)
    return None


def words_at(reference: Reference, paragraphs: Sequence[str]) -> str:
    return _at(paragraphs, reference.paragraph, reference.start, reference.end)


def _places(reference: Reference, paragraphs: int) -> Iterator[tuple[int, int]]:
    """The likely ones first."""
    by_nearness = sorted(range(paragraphs), key=lambda index: abs(index - reference.paragraph))
    yield from ((index, reference.start) for index in by_nearness)
    sides = [step * sign for step in range(1, NEAR + 1) for sign in (1, -1)]
    shifted = ((index, reference.start + side) for index in by_nearness for side in sides)
    for tried, (index, start) in enumerate(shifted):
        if tried >= MOST_PLACES:
            return
        if start >= 0:
            yield (index, start)


def _at(paragraphs: Sequence[str], paragraph: int, start: int, end: int) -> str:
    """The words there; nothing when the paragraph is not there, or not so long."""
    if not 0 <= paragraph < len(paragraphs) or not 0 <= start < end <= len(paragraphs[paragraph]):
        return ""
    return paragraphs[paragraph][start:end]


def _print_of(words: str) -> str:
    return sha256(words.encode("utf-8", "replace")).hexdigest()[:32]

"""Why something was decided, as a moderator says it."""

from __future__ import annotations

from dataclasses import dataclass

from ..models import Comment, Ground

LONGEST_WORDS = 1000
#: Reasons on a comment that name a ground begin so; `reasons.in_words` says them in the reader's language.
PREFIX = "ground."
#: Grounds that say nothing by themselves: a law must be named, another rule told.
NEED_WORDS = frozenset({Ground.OTHER, Ground.ILLEGAL})


class ReasonMissing(ValueError):
    """An act that touches a reader needs a reason."""


@dataclass(frozen=True, slots=True)
class Why:
    """A ground from the list and a moderator's own words; `about` is the comment that gave cause."""

    words: str = ""
    ground: str = Ground.OTHER
    about: Comment | None = None

    @property
    def codes(self) -> list[str]:
        """As they stand on a comment: codes, and the words."""
        known = [] if self.ground == Ground.OTHER else [f"{PREFIX}{self.ground}"]
        return [*known, *([self.words] if self.words else [])]

    @property
    def in_a_line(self) -> str:
        """For a sanction, which keeps one line."""
        label = "" if self.ground == Ground.OTHER else str(Ground(self.ground).label)
        return ": ".join(filter(None, [label, self.words]))[:300]


def said(reason: str | Why) -> Why:
    """A reason that says something. Raises ReasonMissing."""
    why = Why(reason) if isinstance(reason, str) else reason
    words = why.words.strip()[:LONGEST_WORDS]
    if why.ground not in Ground.values or (why.ground in NEED_WORDS and not words):
        raise ReasonMissing
    return Why(words, why.ground, why.about)

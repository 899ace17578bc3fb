"""Bylines as agencies write them → names of people. Pure."""

from __future__ import annotations

import re

_LEADING = re.compile(r"^(?:by|von|av|par|door|por|di|af)\s+", re.IGNORECASE)
_WHERE = re.compile(r"\s+(?:in|aus|i|à|en)\s+[^\W\d_].*$|\s*\([^)]*\)")
_BETWEEN = re.compile(r"\s*[,;/|&•]\s*|\s+(?:and|und|och|og|et|y|e|en)\s+", re.IGNORECASE)
_ENDING = re.compile(
    r"[,;–—-]\s*(?:writes|reports|says|asks|schreibt|berichtet|meint|skriver)\s+(?P<after>[^,.;:!?]{3,60})\.?$"
)
#: Small words inside names.
_PARTICLES = frozenset(
    "al auf av bin da de del della den der di do dos du el ibn la le of ten ter van von y zu zum".split()
)
_AGENCIES = frozenset(
    "ansa|agence france-presse|associated press|the associated press|press association|staff writer|staff writers|"
    "our staff|business wire|cision news|deutsche presse-agentur|pa media|tt nyhetsbyrån".split("|")
)
MOST = 10


def people_in(by: str, *, besides: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The people that a byline names: "Von Christian Hollmann, dpa" → Christian Hollmann.

    Names of agencies are left out: those known, those of one word beside a person, and `besides` (the story's own
    source and copyright holder). A single word is a name when it stands alone.
    """
    line = _LEADING.sub("", " ".join(by.split()))
    agencies = _AGENCIES | {name.casefold() for name in besides}
    parts = [_WHERE.sub("", part).strip(" .") for part in _BETWEEN.split(line)]
    parts = [part for part in parts if part and len(part) <= 120 and part.casefold() not in agencies]
    people = [part for part in parts if " " in part and _is_name(part)]
    if not people and len(parts) == 1 and _is_name(parts[0]) and not _is_acronym(parts[0]):
        people = parts
    return tuple(dict.fromkeys(people))[:MOST]


def people_ending(standfirst: str) -> tuple[str, ...]:
    """The people whom a standfirst names at its end: "…, writes Maya Okafor"."""
    found = _ENDING.search(standfirst.strip())
    return people_in(found["after"]) if found else ()


def _is_name(text: str) -> bool:
    """Every word begins with a capital (or has no case at all), but for the small words inside names."""
    words = text.split()
    return all(word.lower() in _PARTICLES or word[0].isupper() or _caseless(word[0]) for word in words) and (
        len(words) <= 6 and not any(character.isdigit() or character in "@:<>" for character in text)
    )


def _is_acronym(text: str) -> bool:
    return text.isupper() and len(text) <= 5


def _caseless(letter: str) -> bool:
    return letter.isalpha() and letter.upper() == letter.lower()

"""Searching stories. The index knows of an article only what a stranger may read of it in its strictest edition."""

from __future__ import annotations

import unicodedata

from wagtail.search.backends import get_search_backend

from standfirst.editions.models import Edition

from .models import Article
from .queries import live_articles

LONGEST_QUERY = 200
MOST_WORDS = 12
#: Nobody reads further, and a question stays cheap however many stories there are.
MOST_FOUND = 240


def tidy(words: str) -> str:
    """What somebody typed, as words to look for: no control characters, not too many, not too long."""
    kept = "".join(
        " " if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} else char
        for char in unicodedata.normalize("NFC", words[:LONGEST_QUERY])
    )
    return " ".join(kept.split()[:MOST_WORDS])


def _letters(words: str) -> str:
    """Words without the signs and capitals that are commands to one database or another (`"`, `*`, `:`, NOT)."""
    kept = "".join(char if unicodedata.category(char)[0] in "LMN" else " " for char in words)
    return " ".join(kept.lower().split())


def numbers_found(words: str, edition: Edition) -> list[int]:
    """The numbers of an edition's live stories that have all these words, the best first."""
    wanted = _letters(tidy(words))
    if not wanted:
        return []
    stories = Article.objects.live().only("pk")
    hits = [story.pk for story in get_search_backend().search(wanted, stories, operator="and")[:MOST_FOUND]]
    here = set(live_articles(edition).filter(pk__in=hits).values_list("pk", flat=True))
    return [number for number in hits if number in here]


def stories_with(numbers: list[int]) -> list[Article]:
    """These stories, in this order."""
    found = {story.pk: story for story in live_articles().filter(pk__in=numbers)}
    return [found[number] for number in numbers if number in found]

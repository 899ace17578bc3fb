"""The watched words as this process knows them, compiled once after each change; and how lists of them come in.

A change is a line on the bus like any other (`KEY`), so every process compiles anew, and no comment waits for it but
the first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from standfirst.delivery.bus import forget
from standfirst.kit.kept import Kept
from standfirst.readers.models import Reader

from ..models import LONGEST_WATCHED, WatchedWord
from ..phases import Proof
from .matching import WordList

KEY = "forum/words"
KINDS = tuple(WatchedWord.Kind.values)
#: Words shown to a moderator of one comment and one kind, and letters of one of them.
MOST_PROOFS, LONGEST_PROOF = 20, 80


@dataclass(frozen=True, slots=True)
class Watched:
    """All rules in one list, and what each is for."""

    words: WordList
    kinds: dict[str, str]

    def proofs(self, text: str) -> dict[str, tuple[Proof, ...]]:
        """What stands in the text, as it was typed, with the rule it met; by kind."""
        found: dict[str, dict[Proof, None]] = {kind: {} for kind in KINDS}
        for match in self.words.find(text):
            here = found[self.kinds[match.entry]]
            if len(here) < MOST_PROOFS:
                here[Proof(text[match.start : match.end][:LONGEST_PROOF], match.entry)] = None
        return {kind: tuple(proofs) for kind, proofs in found.items()}


def _compiled() -> Watched:
    kinds = {words.strip(): kind for words, kind in WatchedWord.objects.values_list("words", "kind")}
    return Watched(WordList.of(kinds), kinds)


watched = Kept(_compiled)


def read_again() -> None:
    """Forget the list, so that the next comment reads the database."""
    watched.forget()


def words_changed(**_others: Any) -> None:
    """A watched word was made, changed or deleted. Connected in web/wiring.py."""
    read_again()
    forget({KEY})


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a list: so many new, so many that changed their kind, and lines that hold no word or too much."""

    new: int
    changed: int
    useless: tuple[str, ...]


@transaction.atomic
def take_list(*, lines: Iterable[str], kind: str, by: Reader) -> Taken:
    """Watch every line of a list: a word or phrase each, or the first column of a CSV. On record."""
    wanted: dict[str, None] = {}
    useless: list[str] = []
    for line in lines:
        entry = line.split(";")[0].split(",")[0].strip().strip('"').strip()
        if (
            entry
            and len(entry) <= LONGEST_WATCHED
            and "\0" not in entry
            and WordList.of([entry]).watches_anything
        ):
            wanted[entry] = None
        elif entry:
            useless.append(entry[:LONGEST_PROOF])
    known = WatchedWord.objects.in_bulk(list(wanted), field_name="words") if wanted else {}
    other = [word for word in known.values() if word.kind != kind]
    WatchedWord.objects.filter(pk__in=[word.pk for word in other]).update(kind=kind)
    made = WatchedWord.objects.bulk_create(
        [WatchedWord(words=entry, kind=kind) for entry in wanted if entry not in known]
    )
    if made or other:
        first = (made or other)[0]
        data = {"kind": kind, "new": len(made), "changed": len(other)}
        log(instance=first, action="forum.watch_list", user=by, data=data)
        words_changed()
    return Taken(len(made), len(other), tuple(useless))

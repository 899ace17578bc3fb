"""What a notice is. The owner of an event knows who hears of it and in what words, so each kind is a class of its
own in the owner's floor; a row keeps its kind and its reference, and the worker makes it anew from them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import Any, ClassVar

from django.utils.functional import Promise

from standfirst.editions.models import Edition

from .wishes.rules import CHANNELS, INBOX, PUSH, Kind

Reference = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Hearer:
    """Somebody who hears of a notice: a reader, or (for alerts) a stranger's push subscription."""

    reader: int | None = None
    subscription: int | None = None
    #: Is a reader told on the reader's devices, too? Not where those hear in their own right.
    devices: bool = True


@dataclass(frozen=True, slots=True)
class Words:
    """What a hearer is told. `tag` collapses notices about the same thing in the browser."""

    title: str
    body: str
    address: str
    tag: str
    #: What several notices have in common: those of one subject stand together in the inbox.
    about: str = ""


class Notice(ABC):
    """One thing to tell. Subclasses are registered by `notices.actions.register` in web/wiring.py."""

    kind: ClassVar[str]
    #: What the preferences page calls it; a kind without a label is nothing a reader chooses there.
    label: ClassVar[str | Promise] = ""
    #: The channels it goes by where a reader has said nothing. Mail is never among them: nobody is written to unasked.
    defaults: ClassVar[frozenset[str]] = frozenset({INBOX, PUSH})
    #: The channels that a reader chooses on the preferences page. By any other it goes as the defaults say.
    chosen_by: ClassVar[frozenset[str]] = CHANNELS
    #: Does its mail wait for the reader's next digest? Not where it would be no news any more by then.
    in_digests: ClassVar[bool] = True
    #: After this it is no news any more: what has not been pushed by then is not.
    lives: ClassVar[timedelta] = timedelta(days=1)
    #: Sent now even in quiet hours, and on top of caps.
    urgent: bool = False

    @classmethod
    def as_kind(cls) -> Kind:
        """What the rules of wishes know of it."""
        return Kind(
            cls.kind,
            bool(cls.label),
            cls.defaults,
            urgent=cls.urgent,
            chosen_by=cls.chosen_by,
            in_digests=cls.in_digests,
        )

    @abstractmethod
    def reference(self) -> Reference:
        """Names and numbers from which `from_reference` makes this notice again; kept as JSON."""

    @classmethod
    @abstractmethod
    def from_reference(cls, reference: Reference) -> Notice | None:
        """The notice anew, or None when what it speaks of is gone or may no longer be told."""

    @abstractmethod
    def hearers(self) -> Iterator[Hearer]:
        """Who hears of it, each once, in a stable order."""

    def some_hearers(self, place: int, most: int) -> tuple[list[Hearer], int]:
        """At most so many of the hearers after `place`, and the place after them: a fan-out goes by such steps, and
        begins at 0.

        Where very many may hear, override it to go on by a key (`reach.devices_after`): a step then costs the same
        everywhere, and nobody is missed because somebody left meanwhile.
        """
        found = list(islice(self.hearers(), place, place + most))
        return found, place + len(found)

    def is_shown_in(self, edition: Edition) -> bool:
        """May a reader of this edition be led to what it speaks of?"""
        del edition
        return True

    @abstractmethod
    def words(self, edition: Edition) -> Words:
        """In the language of `edition`. Never a word from below a cut."""

    def line(self, edition: Edition) -> Words:
        """The words in the inbox and in letters, where the paper's name stands above already."""
        return self.words(edition)

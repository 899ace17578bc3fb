"""What a stored copy may vary by, and the one spelling of a query. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from operator import itemgetter
from typing import NamedTuple, Protocol
from urllib.parse import parse_qsl, urlencode

#: A value longer than this means nothing to any of our lists.
LONGEST_VALUE = 800
MOST_FIELDS = 40


#: How a page says that it depends on what its visitor has used up: "used/" and what to ask about that.
USED = "used/"


class Used(Protocol):
    """What a visitor has used up; what that means, the composition root knows."""

    def state(self, asked: str, /) -> Hashable:
        """One of few answers: copies are told apart by it."""


class Variant(NamedTuple):
    """The parts of a request that may change a shared page. The visitor's country is not among them."""

    edition: str
    home: str
    visitor: str
    #: A page does not vary by this itself, but by what it asks about it. None: nothing was used up.
    used: Used | None = None


NOBODY = Variant("", "", "")
ALL = frozenset(Variant._fields)
Pick = Callable[[Variant], Hashable]


def picker(varies: Collection[str]) -> Pick:
    """What tells copies apart that vary by these parts. Raises ValueError for a part there is not."""
    unknown = [part for part in varies if not is_part(part)]
    if unknown:
        raise ValueError(f"a page cannot vary by {', '.join(sorted(unknown))}")
    places = [place for place, part in enumerate(Variant._fields) if part in varies]
    plain = itemgetter(*places) if places else _everybody
    asked = sorted(part.removeprefix(USED) for part in varies if part.startswith(USED))
    return _asking(plain, asked) if asked else plain


def is_part(name: str) -> bool:
    """May a page vary by this?"""
    return name in ALL or name.startswith(USED)


def asks_what_was_used(varies: Collection[str]) -> bool:
    """Does a page vary by what its visitor has used up? An edge knows nothing of that."""
    return any(part.startswith(USED) for part in varies)


def _asking(plain: Pick, asked: list[str]) -> Pick:
    """Tells copies apart by plain parts, and by the answers to what is asked about what was used up."""

    def pick(variant: Variant) -> Hashable:
        used = variant.used
        return plain(variant), None if used is None else tuple(map(used.state, asked))

    return pick


def _everybody(_variant: Variant) -> Hashable:
    return ()


def canonical_query(query: str, known: Collection[str]) -> str:
    """Only known parameters, the last of each, sorted; whatever else stands there means nothing.

    So a stranger's `?utm_source=…` neither makes a second copy nor reaches a view.
    """
    if not query:
        return ""
    try:
        fields = parse_qsl(query, max_num_fields=MOST_FIELDS)
    except ValueError:
        return ""
    kept = {name: value for name, value in fields if name in known and len(value) <= LONGEST_VALUE}
    return urlencode(sorted(kept.items()))

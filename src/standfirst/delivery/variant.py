"""What a stored copy may vary by, and the one spelling of a query. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from operator import itemgetter
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

#: A value longer than this means nothing to any of our lists.
LONGEST_VALUE = 800
MOST_FIELDS = 40


class Variant(NamedTuple):
    """The parts of a request that may change a shared page. The visitor's country is not among them."""

    edition: str
    home: str
    visitor: str


NOBODY = Variant("", "", "")
ALL = frozenset(Variant._fields)
Pick = Callable[[Variant], Hashable]


def picker(varies: Collection[str]) -> Pick:
    """What tells copies apart that vary by these parts. Raises ValueError for a part there is not."""
    unknown = set(varies) - ALL
    if unknown:
        raise ValueError(f"a page cannot vary by {', '.join(sorted(unknown))}")
    places = [place for place, part in enumerate(Variant._fields) if part in varies]
    return itemgetter(*places) if places else _everybody


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

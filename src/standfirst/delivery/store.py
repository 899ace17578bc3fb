"""The page store: copies by address and variant, capped in bytes, dropped by key. Pure Python, thread-safe.

What must never be kept is refused here, in one place, whatever a caller believes.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from threading import Lock

from .copies import Copy
from .variant import Pick, Variant, picker

STORABLE = frozenset({200, 301, 308, 404, 410})
#: Seconds for which a page that is not there may be kept, when it names keys.
ABSENT_FOR = 30.0
#: Seconds for which a forgotten copy may stand in for an error.
STALE_FOR = 24 * 60 * 60.0
#: One part in so many of all bytes is for addresses with a query.
QUERIES_SHARE = 4
#: Addresses at which there is no page (redirects, absences) that are kept: their names are anybody's to make up.
MOST_ABSENT = 1000
#: Beyond this many forgotten names, a render that began before all of them is simply not kept.
MOST_FORGOTTEN = 50_000


@dataclass(slots=True)
class _Page:
    """All copies at one address. When they disagree on what they vary by, the union tells them apart."""

    varies: frozenset[str]
    pick: Pick
    fresh: dict[Hashable, Copy] = field(default_factory=dict)
    stale: dict[Hashable, Copy] = field(default_factory=dict)
    #: As the store has accounted for them.
    size: int = 0
    keys: frozenset[str] = frozenset()

    def copies(self) -> list[Copy]:
        return [*self.fresh.values(), *self.stale.values()]

    def widen(self, varies: frozenset[str]) -> None:
        """Tell copies apart by more; each that is here stays only for the variant it was rendered for."""
        if varies <= self.varies:
            return
        self.varies |= varies
        self.pick = picker(self.varies)
        self.fresh = {self.pick(copy.variant): copy for copy in self.fresh.values()}
        self.stale = {self.pick(copy.variant): copy for copy in self.stale.values()}

    def forget(self, key: str, *, for_good: bool) -> None:
        for mark in [mark for mark, copy in self.fresh.items() if key in copy.keys]:
            self.stale[mark] = self.fresh.pop(mark)
        if for_good:
            self.stale = {mark: copy for mark, copy in self.stale.items() if key not in copy.keys}


@dataclass(slots=True)
class _Shelf:
    """Pages in the order of their use, and the room there is for them."""

    most_bytes: int
    pages: OrderedDict[str, _Page] = field(default_factory=OrderedDict)
    bytes: int = 0


class Store:
    """Copies of shared pages, least recently used dropped first.

    Addresses with a query have a shelf of their own: however many a stranger makes up, they push out only
    each other.
    """

    def __init__(self, *, most_bytes: int, now: Callable[[], float] = time.time) -> None:
        asked = most_bytes // QUERIES_SHARE
        self._plain, self._asked = _Shelf(most_bytes - asked), _Shelf(asked)
        self._now = now
        self._lock = Lock()
        self._addresses: dict[str, set[str]] = {}
        self._sequence = 0
        self._forgotten: dict[str, int] = {}
        self._floor = 0
        self._withdrawn: dict[str, int] = {}
        self._withdrawn_floor = 0
        self._absent: OrderedDict[str, None] = OrderedDict()

    def get(self, address: str, variant: Variant) -> Copy | None:
        """The copy that holds now, or None."""
        pages = self._shelf(address).pages
        with self._lock:
            page = pages.get(address)
            if page is None:
                return None
            copy = page.fresh.get(page.pick(variant))
            if copy is None or (copy.until is not None and self._now() >= copy.until):
                return None
            pages.move_to_end(address)
            return copy

    def stale(self, address: str, variant: Variant) -> Copy | None:
        """A copy that no longer holds, for when there is nothing better."""
        with self._lock:
            page = self._shelf(address).pages.get(address)
            if page is None:
                return None
            mark = page.pick(variant)
            copy = page.fresh.get(mark) or page.stale.get(mark)
            return copy if copy is not None and self._now() < copy.made_at + STALE_FOR else None

    def mark(self, address: str, variant: Variant) -> Hashable:
        """What two requests for one address have in common when one render can serve both."""
        with self._lock:
            page = self._shelf(address).pages.get(address)
            return (address, variant if page is None else page.pick(variant))

    def begin(self) -> int:
        """Taken before a render begins; `put` needs it."""
        with self._lock:
            return self._sequence

    def put(self, address: str, copy: Copy, *, began: int) -> bool:
        """Keep a copy. False when it may not be kept, or already reads differently."""
        pick = picker(copy.varies)
        if not may_be_kept(copy):
            return False
        if copy.status in {404, 410}:
            soon = self._now() + ABSENT_FOR
            copy.until = soon if copy.until is None else min(copy.until, soon)
        with self._lock:
            if began < self._floor or any(self._forgotten.get(key, 0) > began for key in copy.keys):
                return False
            shelf = self._shelf(address)
            page = shelf.pages.setdefault(address, _Page(copy.varies, pick))
            page.widen(copy.varies)
            mark = page.pick(copy.variant)
            page.stale.pop(mark, None)
            page.fresh[mark] = copy
            self._account(address, page)
            shelf.pages.move_to_end(address)
            self._make_room(shelf)
            self._count_absent(address, copy)
        return True

    def was_withdrawn(self, keys: Iterable[str], *, since: int) -> bool:
        """Was one of these keys forgotten for good after `begin` gave this number?"""
        with self._lock:
            return since < self._withdrawn_floor or any(self._withdrawn.get(key, 0) > since for key in keys)

    def forget(self, keys: Iterable[str], *, for_good: bool = False) -> None:
        """Drop every copy that carries one of these keys, and refuse renders of it that are under way.

        A dropped copy may still stand in for an error, unless it is forgotten `for_good`: what was taken
        down or walled must not come back because the database is away.
        """
        with self._lock:
            self._sequence += 1
            for key in keys:
                self._forgotten[key] = self._sequence
                if for_good:
                    self._withdrawn[key] = self._sequence
                for address in tuple(self._addresses.get(key, ())):
                    page = self._shelf(address).pages[address]
                    page.forget(key, for_good=for_good)
                    self._account(address, page)
            if len(self._forgotten) > MOST_FORGOTTEN:
                self._forgotten.clear()
                self._withdrawn.clear()
                self._floor = self._withdrawn_floor = self._sequence

    def forget_all(self, *, for_good: bool = False) -> None:
        """Drop everything: this process may have missed what happened, or every page has changed."""
        with self._lock:
            self._sequence += 1
            self._floor = self._sequence
            self._forgotten.clear()
            if for_good:
                self._withdrawn_floor = self._sequence
                self._withdrawn.clear()
            for address, page in (*self._plain.pages.items(), *self._asked.pages.items()):
                page.stale = {} if for_good else page.stale | page.fresh
                page.fresh = {}
                self._account(address, page)

    def __len__(self) -> int:
        return len(self._plain.pages) + len(self._asked.pages)

    @property
    def size(self) -> int:
        return self._plain.bytes + self._asked.bytes

    def _shelf(self, address: str) -> _Shelf:
        return self._asked if "?" in address else self._plain

    def _account(self, address: str, page: _Page) -> None:
        """Bring bytes and the index of keys up to what the page holds now."""
        copies = page.copies()
        keys = frozenset(key for copy in copies for key in copy.keys)
        size = sum(copy.size for copy in copies)
        shelf = self._shelf(address)
        shelf.bytes += size - page.size
        for key in keys - page.keys:
            self._addresses.setdefault(key, set()).add(address)
        for key in page.keys - keys:
            addresses = self._addresses[key]
            addresses.discard(address)
            if not addresses:
                del self._addresses[key]
        page.size, page.keys = size, keys
        if not copies:
            shelf.pages.pop(address, None)
            self._absent.pop(address, None)

    def _make_room(self, shelf: _Shelf) -> None:
        while shelf.bytes > shelf.most_bytes and shelf.pages:
            self._drop(next(iter(shelf.pages)))

    def _count_absent(self, address: str, copy: Copy) -> None:
        if copy.status == 200:
            self._absent.pop(address, None)
            return
        self._absent[address] = None
        self._absent.move_to_end(address)
        if len(self._absent) > MOST_ABSENT:
            self._drop(self._absent.popitem(last=False)[0])

    def _drop(self, address: str) -> None:
        page = self._shelf(address).pages.get(address)
        if page is not None:
            page.fresh.clear()
            page.stale.clear()
            self._account(address, page)


def may_be_kept(copy: Copy) -> bool:
    """Only what names its keys, worked, is nobody's own and sets no cookie."""
    if copy.status not in STORABLE or not copy.keys:
        return False
    return not any(name == b"set-cookie" for name, _ in copy.faces[0].headers)

"""On a miss: one render for all who wait, kept if it may be, and better than an error if possible."""

from __future__ import annotations

import time
from dataclasses import dataclass

from .bridge import Answer, Asked, Bridge, Refused
from .copies import Copy, make_copy
from .flight import Flight
from .gate import INTERNAL, outgoing
from .store import Store, may_be_kept
from .variant import ALL, Variant, is_part

#: Bytes beyond which an answer is passed on as it is.
MOST_PACKED = 4 * 1024 * 1024
#: Seconds for which a stale copy stands in before a failing Django is asked again.
REST = 5.0


@dataclass(frozen=True, slots=True)
class Rendering:
    """What is to be rendered: where it will be kept, for whom, and how Django is asked."""

    address: str
    variant: Variant
    asked: Asked


@dataclass(frozen=True, slots=True)
class _Rendered:
    copy: Copy | None
    answer: Answer
    #: Others who waited for it may have it too.
    is_for_all: bool = False
    #: It could have been kept, but something it shows was forgotten meanwhile.
    came_too_late: bool = False


class Renderer:
    """Asks Django for shared pages."""

    def __init__(self, *, bridge: Bridge, store: Store, build: str) -> None:
        self._bridge = bridge
        self._store = store
        self._build = build
        self._flight: Flight[_Rendered] = Flight()

    async def render(self, what: Rendering) -> Copy | Answer:
        """A copy, or an answer that is for this one visitor only. Raises Refused when Django is too busy."""
        stale = self._store.stale(what.address, what.variant)
        if stale is not None and time.time() < stale.rests_until:
            return stale
        try:
            rendered = await self._together(what)
        except Refused:
            if stale is None:
                raise
            return stale
        if rendered.answer.status >= 500 and stale is not None:
            stale.rests_until = time.time() + REST
            return stale
        return rendered.answer if rendered.copy is None else rendered.copy

    async def _together(self, what: Rendering) -> _Rendered:
        for _ in range(3):
            mark = self._store.mark(what.address, what.variant)
            rendered, was_mine = await self._flight.do(mark, lambda: self._alone(what))
            if was_mine or rendered.is_for_all:
                return rendered
            if not rendered.came_too_late:
                break
        return await self._alone(what)

    async def _alone(self, what: Rendering) -> _Rendered:
        return await self._bridge.run(lambda: self._work(what))

    def _work(self, what: Rendering) -> _Rendered:
        """In one of Django's threads: render, encode, keep."""
        began = self._store.begin()
        answer = self._bridge.ask(what.asked)
        if not _may_be_packed(answer):
            return _Rendered(None, answer)
        with answer.body:
            copy = make_copy(answer.status, outgoing(answer.headers), answer.read(), build=self._build)
        copy.variant = what.variant
        said = {name: value.decode("latin-1") for name, value in answer.headers if name.startswith(INTERNAL)}
        _obey(copy, said)
        if answer.status >= 500:
            return _Rendered(copy, answer, is_for_all=True)
        kept = self._store.put(what.address, copy, began=began)
        return _Rendered(copy, answer, is_for_all=kept, came_too_late=not kept and may_be_kept(copy))


def _may_be_packed(answer: Answer) -> bool:
    """Not what is one visitor's own, and not what is too large to hold."""
    no_store = b"no-store" in answer.header(b"cache-control")
    return not (no_store or answer.header(b"set-cookie") or answer.length > MOST_PACKED)


def _obey(copy: Copy, said: dict[bytes, str]) -> None:
    """What Django says of the page, in its internal headers. What cannot be read means: do not keep it."""
    keys = said.get(INTERNAL + b"keys", "").split()
    varies = frozenset(said.get(INTERNAL + b"varies", "*").split())
    try:
        until = float(said[INTERNAL + b"until"]) if INTERNAL + b"until" in said else None
    except ValueError:
        return
    copy.keys = frozenset(keys)
    copy.varies = varies if all(map(is_part, varies)) else ALL
    copy.until = until
    copy.counted = said.get(INTERNAL + b"counted", "")

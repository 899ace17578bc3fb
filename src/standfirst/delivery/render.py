"""On a miss: one render for all who wait, kept if it may be, and better than an error if possible."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass

from .bridge import Answer, Asked, Bridge, Refused
from .copies import Copy, make_copy
from .flight import Flight
from .gate import INTERNAL, outgoing
from .store import Store, may_be_kept
from .variant import ALL, Variant, is_part, picker

log = logging.getLogger("standfirst.front")
#: Bytes beyond which an answer is passed on as it is.
MOST_PACKED = 4 * 1024 * 1024
#: Seconds for which a stale copy stands in before a failing Django is asked again.
REST = 5.0
#: Seconds that a visitor waits for a render while a stale copy could stand in.
LONGEST_WAIT = 3.0
#: Renders of a page that is withdrawn again and again meanwhile.
MOST_TRIES = 3


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
    #: What it shows was withdrawn meanwhile: nobody may have it, not even who asked before.
    is_withdrawn: bool = False


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
        rendering = asyncio.ensure_future(self._together(what))
        rendering.add_done_callback(_read)
        if stale is not None:
            await asyncio.wait({rendering}, timeout=LONGEST_WAIT)
            if not rendering.done():
                log.warning("%s takes long to render; an older copy stands in", what.address)
                instead = self._stand_in(what)
                if instead is not None:
                    return instead
        try:
            rendered = await rendering
        except Refused:
            instead = self._stand_in(what)
            if instead is None:
                raise
            return instead
        if rendered.answer.status >= 500:
            instead = self._stand_in(what)
            if instead is not None:
                return instead
        return rendered.answer if rendered.copy is None else rendered.copy

    def _stand_in(self, what: Rendering) -> Copy | None:
        """An older copy, looked for anew: the one from before the render may have been withdrawn meanwhile."""
        stale = self._store.stale(what.address, what.variant)
        if stale is not None:
            stale.rests_until = time.time() + REST
        return stale

    def at_once(self, what: Rendering) -> Copy | Answer:
        """The same in this very thread, for a command that asks once."""
        rendered = self._work(what)
        return rendered.answer if rendered.copy is None else rendered.copy

    async def _together(self, what: Rendering) -> _Rendered:
        for _ in range(3):
            mark = self._store.mark(what.address, what.variant)
            rendered, was_mine = await self._flight.do(mark, lambda: self._alone(what))
            if was_mine or (rendered.is_for_all and _holds_for(rendered, what.variant)):
                return rendered
            if not (rendered.came_too_late or rendered.is_for_all):
                break
        return await self._alone(what)

    async def _alone(self, what: Rendering) -> _Rendered:
        return await self._bridge.run(lambda: self._work(what))

    def _work(self, what: Rendering) -> _Rendered:
        """In one of Django's threads: render, encode, keep; anew if what is shown was withdrawn meanwhile."""
        for _ in range(MOST_TRIES):
            rendered = self._try(what)
            if not rendered.is_withdrawn:
                return rendered
            rendered.answer.body.close()
        raise Refused(503, "This page is being changed. Please try again in a moment.")

    def _try(self, what: Rendering) -> _Rendered:
        began = self._store.begin()
        answer = self._bridge.ask(what.asked)
        said = {name: value.decode("latin-1") for name, value in answer.headers if name.startswith(INTERNAL)}
        if self._store.was_withdrawn(said.get(INTERNAL + b"keys", "").split(), since=began):
            return _Rendered(None, answer, is_withdrawn=True)
        if not _may_be_packed(answer):
            return _Rendered(None, answer)
        with answer.body:
            copy = make_copy(answer.status, outgoing(answer.headers), answer.read(), build=self._build)
        copy.variant = what.variant
        _obey(copy, said)
        if answer.status >= 500:
            return _Rendered(copy, answer, is_for_all=True)
        kept = self._store.put(what.address, copy, began=began)
        return _Rendered(copy, answer, is_for_all=kept, came_too_late=not kept and may_be_kept(copy))


def _read(rendering: asyncio.Future[_Rendered]) -> None:
    """Look at how it ended, so that asyncio does not complain when nobody waited to the end."""
    if not rendering.cancelled():
        rendering.exception()


def _holds_for(rendered: _Rendered, variant: Variant) -> bool:
    """May a visitor have what was rendered for another? They met because the page's *last* copies made no difference
    between them; this one may."""
    copy = rendered.copy
    if copy is None:
        return False
    if copy.status >= 500:
        return True
    pick = picker(copy.varies)
    return pick(copy.variant) == pick(variant)


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

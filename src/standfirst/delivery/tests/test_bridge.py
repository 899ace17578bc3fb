"""Who gets one of Django's threads, and when."""

import asyncio
import threading

import pytest

from standfirst.delivery import bridge as module
from standfirst.delivery.bridge import Bridge, spool_body


@pytest.fixture
def seen_while(monkeypatch):
    """What comes to its turn, in four threads, while so many comments are held up and then somebody asks for a page;
    `patience` is how long a comment waits for the one before it."""

    def run(comments, *, patience):
        monkeypatch.setattr(module, "TURN_PATIENCE", patience)
        bridge = Bridge(lambda _environ, _start: [], threads=4, one_writes=True)
        gate, ran = threading.Event(), []

        def work(name):
            return lambda: (ran.append(name), gate.wait(5))

        async def story():
            waiting = [
                asyncio.create_task(bridge.run(work("a comment"), in_turn=True)) for _ in range(comments)
            ]
            await asyncio.sleep(0.2)
            waiting.append(asyncio.create_task(bridge.run(work("a page"))))
            await asyncio.sleep(0.1)
            seen = list(ran)
            gate.set()
            await asyncio.gather(*waiting)
            return seen

        seen = asyncio.run(story())
        assert ran.count("a comment") == comments
        return seen

    return run


def test_changes_are_made_one_after_another_and_a_page_waits_for_none(seen_while):
    assert seen_while(3, patience=5) == ["a comment", "a page"]


def test_a_change_that_is_held_up_holds_up_no_other_for_long(seen_while):
    assert seen_while(2, patience=0.02) == ["a comment", "a comment", "a page"]


def test_however_many_are_held_up_a_reader_finds_a_thread(seen_while):
    assert seen_while(9, patience=0.02) == [*["a comment"] * 3, "a page"]


def test_an_upload_may_take_its_time_between_two_pieces():
    pieces = [(b"The first half, ", True), (b"and the second.", False)]

    async def receive():
        await asyncio.sleep(0.3)
        body, more = pieces.pop(0)
        return {"type": "http.request", "body": body, "more_body": more}

    spool, length = asyncio.run(spool_body(receive, most=1000))
    assert (spool.read(), length) == (b"The first half, and the second.", 31)

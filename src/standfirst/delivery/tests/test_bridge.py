"""Who gets one of Django's threads, and when."""

import asyncio
import threading

from standfirst.delivery.bridge import Bridge


def busy_bridge():
    """Four threads, two of them for changes; `ran` is what came to its turn."""
    gate, ran = threading.Event(), []

    def work(name):
        def do():
            ran.append(name)
            gate.wait(5)

        return do

    return Bridge(lambda _environ, _start: [], threads=4, writers=2), gate, ran, work


def test_however_many_write_a_reader_finds_a_thread():
    bridge, gate, ran, work = busy_bridge()

    async def story():
        writing = [asyncio.create_task(bridge.run(work("a comment"), in_turn=True)) for _ in range(6)]
        await asyncio.sleep(0.1)
        reading = asyncio.create_task(bridge.run(work("a page")))
        await asyncio.sleep(0.1)
        seen = list(ran)
        gate.set()
        await asyncio.gather(*writing, reading)
        return seen

    assert asyncio.run(story()) == ["a comment", "a comment", "a page"]
    assert ran.count("a comment") == 6


def test_an_editors_change_waits_for_no_readers():
    bridge, gate, ran, work = busy_bridge()

    async def story():
        others = [asyncio.create_task(bridge.run(work("a comment"), in_turn=True)) for _ in range(3)]
        await asyncio.sleep(0.1)
        editor = asyncio.create_task(bridge.run(work("a story")))
        await asyncio.sleep(0.1)
        seen = list(ran)
        gate.set()
        await asyncio.gather(*others, editor)
        return seen

    assert asyncio.run(story())[-1] == "a story"

"""Who gets one of Django's threads, and when."""

import asyncio
import threading

from standfirst.delivery.bridge import Bridge


def turns_while(comments, then):
    """What comes to its turn, in four threads of which two are for changes, while so many comments take their time and
    then somebody asks for something else; and what had come when all is done."""
    gate, ran = threading.Event(), []
    bridge = Bridge(lambda _environ, _start: [], threads=4, writers=2)

    def work(name):
        return lambda: (ran.append(name), gate.wait(5))

    async def story():
        waiting = [asyncio.create_task(bridge.run(work("a comment"), in_turn=True)) for _ in range(comments)]
        await asyncio.sleep(0.1)
        waiting.append(asyncio.create_task(bridge.run(work(then))))
        await asyncio.sleep(0.1)
        seen = list(ran)
        gate.set()
        await asyncio.gather(*waiting)
        return seen

    return asyncio.run(story()), ran


def test_however_many_write_a_reader_finds_a_thread():
    seen, ran = turns_while(6, "a page")
    assert seen == ["a comment", "a comment", "a page"]
    assert ran.count("a comment") == 6


def test_an_editors_change_waits_for_no_readers():
    seen, _ran = turns_while(3, "a story")
    assert seen[-1] == "a story"

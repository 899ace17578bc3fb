"""Streams: names and numbers, to those who asked for them."""

import asyncio

import pytest

from standfirst.delivery import streams as module
from standfirst.delivery.streams import Streams, network_of, topics_in
from standfirst.delivery.testing import fetch


class Listener:
    """A browser that holds a stream open."""

    def __init__(self, streams, topics):
        self.said, self._leave = [], asyncio.Event()
        scope = {"type": "http", "method": "GET", "query_string": f"topics={topics}".encode(), "headers": []}
        self.task = asyncio.ensure_future(streams(scope, self._receive, self._send))

    async def _receive(self):
        await self._leave.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message):
        self.said.append(message.get("body", b"").decode())

    async def leave(self):
        self._leave.set()
        await self.task


def at(address="192.0.2.7", **options):
    return Streams(address_of=lambda scope: address, **options)


def test_a_listener_hears_the_newest_number_of_its_topic_and_of_no_other():
    async def story():
        streams = at()
        ben = Listener(streams, "thread/81,inbox/abc")
        await asyncio.sleep(0)
        for topic, number in (("thread/81", 2), ("thread/82", 9), ("thread/81", 3)):
            streams.announce(topic, number)
        await asyncio.sleep(0.01)
        await ben.leave()
        return ben.said, len(streams)

    said, left = asyncio.run(story())
    assert ("".join(said).count("data:"), "data: thread/81 3\n\n" in said, left) == (1, True, 0)


def test_who_comes_a_moment_later_hears_what_was_just_said_of_its_topic():
    async def story():
        streams = at()
        for topic, number in (("thread/81", 2), ("thread/82", 9), ("thread/81", 3)):
            streams.announce(topic, number)
        ben = Listener(streams, "thread/81,inbox/abc")
        await asyncio.sleep(0.01)
        await ben.leave()
        return "".join(ben.said)

    said = asyncio.run(story())
    assert (said.count("data:"), "data: thread/81 3\n\n" in said) == (1, True)


def test_what_was_said_long_ago_is_not_said_again(monkeypatch):
    async def story():
        streams = at()
        streams.announce("thread/81", 2)
        monkeypatch.setattr(module, "LATELY", 0.0)
        await asyncio.sleep(0.01)
        ben = Listener(streams, "thread/81")
        await asyncio.sleep(0.01)
        await ben.leave()
        return "".join(ben.said)

    assert "data:" not in asyncio.run(story())


def test_only_so_much_of_what_was_said_is_kept(monkeypatch):
    monkeypatch.setattr(module, "MOST_LATELY", 2)
    lately = module._Lately()
    for number in range(5):
        lately.keep(f"thread/{number % 3}", number)
    assert lately.of(["thread/0", "thread/1", "thread/2"]) == [("thread/0", 3), ("thread/1", 4)]


def test_a_quiet_stream_shows_that_it_lives(monkeypatch):
    monkeypatch.setattr(module, "HEARTBEAT", 0.01)

    async def story():
        ben = Listener(at(), "thread/81")
        await asyncio.sleep(0.05)
        await ben.leave()
        return ben.said

    assert ":\n\n" in asyncio.run(story())


def test_closing_ends_every_stream():
    async def story():
        streams = at()
        ben = Listener(streams, "thread/81")
        await asyncio.sleep(0)
        streams.close()
        await asyncio.wait_for(ben.task, 1)
        return len(streams)

    assert asyncio.run(story()) == 0


def test_one_network_address_cannot_take_all_streams(monkeypatch):
    monkeypatch.setattr(module, "MOST_FROM_ONE", 2)

    async def story():
        streams = at()
        listeners = [Listener(streams, "thread/81") for _ in range(2)]
        await asyncio.sleep(0)
        got = await fetch(streams, "/_/stream?topics=thread/81")
        for listener in listeners:
            await listener.leave()
        return got.status

    assert asyncio.run(story()) == 429


def test_a_process_holds_only_so_many_streams():
    assert asyncio.run(fetch(at(most=0), "/_/stream?topics=a")).status == 503


@pytest.mark.parametrize("query", ["", "topics=", "topics=" + ",".join(map(str, range(21))), "topics=a%0Ab"])
def test_topics_that_are_none_are_refused(query):
    assert topics_in(query) == []
    assert asyncio.run(fetch(at(), f"/_/stream?{query}")).status == 400


def test_an_ipv6_network_counts_as_one_and_this_machine_as_none():
    assert network_of("2001:db8::1") == network_of("2001:db8::2:3") != network_of("2001:db8:0:1::1")
    assert network_of("127.0.0.1") == ""

"""The client for push services, against servers that answer oddly."""

import asyncio
import socket

import pytest

from standfirst.notices.push import client
from standfirst.notices.push.client import Answer, NoAnswer, NoSuchName, PushClient
from standfirst.notices.push.endpoints import Endpoint, check_endpoint

CREATED = b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"


def ask(*answers, times=1):
    """Post `times`; each connection answers its requests with these and then closes. The answers, and what was read."""
    heard = []

    async def serve(reader, writer):
        for answer in answers:
            head = await reader.readuntil(b"\r\n\r\n")
            heard.append(head + await reader.readexactly(4))
            writer.write(answer)
        writer.close()

    async def run():
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        host = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
        push = PushClient([host])
        endpoint = check_endpoint(f"http://{host}/push/a?b=c", [host])
        async with server:
            said = [await push.post(endpoint, headers={"TTL": "60"}, body=b"text") for _time in range(times)]
            await push.close()
        return said

    return asyncio.run(run()), heard


def test_a_request_is_what_the_service_is_to_read():
    _said, [heard] = ask(CREATED)
    lines = heard.decode().split("\r\n")
    assert lines[0] == "POST /push/a?b=c HTTP/1.1"
    assert {"TTL: 60", "Content-Length: 4"} <= set(lines)
    assert heard.endswith(b"\r\n\r\ntext")


def test_a_connection_is_kept():
    said, heard = ask(CREATED, CREATED, CREATED, times=3)
    assert [answer.status for answer in said] == [201, 201, 201]
    assert len(heard) == 3


def test_a_kept_connection_that_was_closed_meanwhile_costs_no_message():
    said, _heard = ask(CREATED, times=3)
    assert [answer.status for answer in said] == [201, 201, 201]


@pytest.mark.parametrize(
    ("answer", "read"),
    [
        (b"HTTP/1.1 103 Early Hints\r\n\r\n" + CREATED, Answer(201)),
        (b"HTTP/1.1 429 Slow\r\nRetry-After: 7\r\nContent-Length: 2\r\n\r\nno", Answer(429, 7.0)),
        (b"HTTP/1.0 503 Away\r\nretry-after: 9\r\n\r\nwait a while", Answer(503, 9.0)),
        (b"HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", Answer(201)),
    ],
)
def test_answers_of_all_shapes_are_read(answer, read):
    said, _heard = ask(answer)
    assert said == [read]


@pytest.mark.parametrize(
    "answer", [b"", b"HTTP/1.1 20", b"\x15\x03\x01\x00\x02", b"HTTP/1.1 201 Created\r\nX: " + b"x" * 20_000]
)
def test_what_is_no_answer_is_said_to_be_none(answer):
    with pytest.raises(NoAnswer):
        ask(answer)


@pytest.mark.parametrize(
    "addresses",
    [["127.0.0.1"], ["10.0.0.1", "169.254.169.254"], ["::1"], ["64:ff9b::7f00:1"], ["::ffff:10.0.0.1"]],
)
def test_a_name_that_turns_to_the_inside_is_not_called(monkeypatch, addresses):
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda *_a, **_k: [(2, 1, 6, "", (one, 443)) for one in addresses]
    )
    endpoint = Endpoint(
        "https://web.push.apple.com/x", "https://web.push.apple.com", "web.push.apple.com", 443, False
    )
    with pytest.raises(NoSuchName, match="no public address"):
        asyncio.run(PushClient().post(endpoint, headers={}, body=b""))


def test_the_address_that_was_checked_is_the_one_that_is_called(monkeypatch):
    """Between the look and the call the name may have turned: nobody looks again."""
    called = []

    async def connect(_loop, _protocol, host, port, **_options):
        called.append((host, port))
        raise OSError("unreachable")

    answers = iter([["17.0.0.1"], ["127.0.0.1"]])
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda *_a, **_k: [(2, 1, 6, "", (one, 443)) for one in next(answers)]
    )
    monkeypatch.setattr(asyncio.BaseEventLoop, "create_connection", connect)
    endpoint = Endpoint(
        "https://web.push.apple.com/x", "https://web.push.apple.com", "web.push.apple.com", 443, False
    )
    with pytest.raises(NoAnswer, match="no connection"):
        asyncio.run(PushClient().post(endpoint, headers={}, body=b""))
    assert called == [("17.0.0.1", 443)]


def test_patience_ends(monkeypatch):
    monkeypatch.setattr(client, "ANSWER_SECONDS", 0.1)

    async def run():
        server = await asyncio.start_server(lambda _r, _w: asyncio.sleep(9), "127.0.0.1", 0)
        host = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
        async with server:
            await PushClient([host]).post(check_endpoint(f"http://{host}/x", [host]), headers={}, body=b"")

    with pytest.raises(NoAnswer, match=r"within 0\.1 seconds"):
        asyncio.run(run())

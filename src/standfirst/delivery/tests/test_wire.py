"""HTTP/1.1 on the wire: hits go out in order, and nobody's slowness or size is anybody else's trouble."""

import socket
import threading
import time
from contextlib import closing

import pytest

from standfirst.delivery import wire
from standfirst.delivery.front import Front
from standfirst.delivery.testing import Page, SmallDjango, small_front

GET = b"GET %s HTTP/1.1\r\nHost: paper.example\r\n\r\n"
LAST = b"GET %s HTTP/1.1\r\nHost: paper.example\r\nConnection: close\r\n\r\n"


@pytest.fixture(scope="module")
def django():
    return SmallDjango()


@pytest.fixture(scope="module")
def port(django):
    """A server with a front before the small Django."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = wire.FrontServer(small_front(django))
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    yield listening.getsockname()[1]
    server.should_exit = True
    thread.join(10)


@pytest.fixture(autouse=True)
def page(django):
    django.page, django.meanwhile = Page(), lambda: None
    django.asked.clear()


def connect(port):
    return closing(socket.create_connection(("127.0.0.1", port), timeout=20))


def said(connection, *pieces):
    """Everything that comes back until the server closes."""
    for piece in pieces:
        connection.sendall(piece)
    got = b""
    while chunk := connection.recv(65536):
        got += chunk
    return got


def test_a_hit_carries_the_date_its_length_and_nothing_internal(port):
    with connect(port) as one:
        said(one, LAST % b"/date")
    with connect(port) as two:
        got = said(two, GET % b"/date", LAST % b"/date")
    assert got.count(b"HTTP/1.1 200 OK\r\n") == 2
    assert got.count(b"<p>A page.</p>") == 2
    assert got.count(b"\r\ndate: ") == 2
    assert b"standfirst-" not in got


def test_a_look_that_fails_is_logged_and_no_fault_of_the_browser(port, monkeypatch, caplog):
    """The parser takes what is raised in its callbacks for a broken request, and would answer 400."""
    real, tries = Front.hit, []

    def fails_once(front, path, headers):
        tries.append(path)
        if len(tries) == 1:
            raise LookupError("nothing is ready yet")
        return real(front, path, headers)

    monkeypatch.setattr(Front, "hit", fails_once)
    with connect(port) as connection:
        got = said(connection, GET % b"/early", LAST % b"/early")
    assert got.count(b"HTTP/1.1 200 OK\r\n") == 2
    assert "a hit failed" in caplog.text


def test_answers_keep_the_order_of_the_questions(port, django):
    with connect(port) as connection:
        said(connection, LAST % b"/kept")
    django.page.html, django.meanwhile = "<p>Slow.</p>", lambda: time.sleep(0.3)
    with connect(port) as connection:
        got = said(connection, GET % b"/slow" + GET % b"/kept" + LAST % b"/kept")
    assert got.index(b"Slow.") < got.index(b"A page.")
    assert got.count(b"A page.") == 2


def test_a_browser_that_holds_the_page_is_told_so_without_a_body(port):
    with connect(port) as connection:
        etag = said(connection, LAST % b"/known").partition(b"etag: ")[2].partition(b"\r\n")[0]
    with connect(port) as connection:
        asked = b"GET /known HTTP/1.1\r\nHost: x\r\nIf-None-Match: %s\r\n\r\n" % etag
        got = said(connection, asked, LAST % b"/none")
    first = got.partition(b"HTTP/1.1 200")[0]
    assert first.startswith(b"HTTP/1.1 304 Not Modified\r\n")
    assert first.endswith(b"\r\n\r\n")


@pytest.mark.parametrize(
    "odd",
    [
        b"GET /odd HTTP/1.0\r\n\r\n",
        b"GET http://evil.example/odd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"GET /odd?utm=1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"GET /%6fdd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"GET /odd HTTP/1.1\r\nHost: x\r\nCookie: name=Zo\xc3\xab\r\nConnection: close\r\n\r\n",
        b"GET /odd HTTP/1.1\r\nHost: x\r\nCookie: a=1\r\nCookie: b=2\r\nConnection: close\r\n\r\n",
        b"GET /odd HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc",
        b"GET /odd HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n",
        b"GET /odd HTTP/1.1\r\nHost: x\r\nUpgrade: h2c\r\nConnection: upgrade, close\r\n\r\n",
    ],
)
def test_odd_ways_to_ask_get_the_same_page(port, odd):
    for _ in range(2):
        with connect(port) as connection:
            assert said(connection, odd).endswith(b"<p>A page.</p>")


@pytest.mark.parametrize(
    "nonsense",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost : x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nA: b\x00c\r\n\r\n",
    ],
)
def test_what_is_no_http_is_refused_and_the_connection_closed(port, django, nonsense):
    with connect(port) as connection:
        assert said(connection, nonsense).startswith(b"HTTP/1.1 400")
    assert django.asked == []


def test_headers_without_end_are_refused_before_they_fill_memory(port, django):
    with connect(port) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")
        time.sleep(0.1)
        try:
            for _ in range(40):
                connection.sendall(b"X: %s\r\n" % (b"a" * 8000))
                time.sleep(0.005)
            got = connection.recv(1000)
        except ConnectionError:
            got = b"HTTP/1.1 431"  # closed while we still sent
    assert got.startswith(b"HTTP/1.1 431")
    assert django.asked == []


def test_a_header_of_64_kilobytes_is_refused(port, django):
    with connect(port) as connection:
        try:
            got = said(
                connection,
                b"GET / HTTP/1.1\r\nHost: x\r\nCookie: %s\r\nConnection: close\r\n\r\n" % (b"a" * 65536),
            )
        except ConnectionError:
            got = b"HTTP/1.1 431"
    assert got.startswith(b"HTTP/1.1 431")
    assert django.asked == []


def test_a_byte_now_and_then_in_the_headers_is_given_up(port, monkeypatch):
    monkeypatch.setattr(wire, "HEADERS_PATIENCE", 1)
    began = time.monotonic()
    with connect(port) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\n")
        try:
            for _ in range(100):
                connection.sendall(b"X")
                time.sleep(0.1)
                connection.settimeout(0.01)
                try:
                    if connection.recv(1) == b"":
                        break
                except TimeoutError:
                    pass
        except ConnectionError:
            pass
    assert time.monotonic() - began < 6


def test_an_idle_connection_is_closed_after_a_hit(port, monkeypatch):
    with connect(port) as connection:
        said(connection, LAST % b"/idle")
    monkeypatch.setattr(wire, "KEPT_OPEN", 1)
    with connect(port) as connection:
        got = said(connection, GET % b"/idle")
    assert got.endswith(b"<p>A page.</p>")


def test_one_who_asks_and_never_reads_fills_no_memory_and_keeps_nobody_waiting(port, django):
    django.page.html = "<p>" + "word " * 20_000 + "</p>"
    with connect(port) as connection:
        said(connection, LAST % b"/large")
    before = _resident()
    with connect(port) as greedy, connect(port) as other:
        greedy.settimeout(2)
        try:
            for _ in range(200):
                greedy.sendall(GET % b"/large" * 100)
        except TimeoutError:
            pass  # nobody reads our questions any more: that is the point
        began = time.monotonic()
        assert said(other, LAST % b"/large").endswith(b"</p>")
        assert time.monotonic() - began < 2
        assert _resident() - before < 60


def test_a_reader_who_takes_no_byte_is_given_up(port, django, monkeypatch):
    monkeypatch.setattr(wire, "STUCK_PATIENCE", 1)
    django.page.html = "<p>" + "word " * 20_000 + "</p>"
    with connect(port) as connection:
        said(connection, LAST % b"/stuck")
    with connect(port) as greedy:
        greedy.sendall(GET % b"/stuck" * 100)
        time.sleep(3.5)
        got = 0
        try:
            while chunk := greedy.recv(65536):
                got += len(chunk)
        except ConnectionError:
            pass
    assert got < 100 * len(django.page.html)


def _resident():
    """Megabytes of memory this process holds."""
    import re
    from pathlib import Path

    found = re.search(r"VmRSS:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(found[1]) / 1024 if found else 0

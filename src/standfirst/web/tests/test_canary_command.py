"""`standfirst canary URL`, against a small site that keeps its words, or does not."""

import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from standfirst.web.canary import addresses
from standfirst.web.command import main
from standfirst.web.visits import pass_in

pytestmark = pytest.mark.django_db
BODY = "".join(f"<p>Paragraph {n} of the story{' xanthocanary' if n == 5 else ''}.</p>" for n in range(4, 10))


class Small(BaseHTTPRequestHandler):
    """Gives readers the whole; strangers too where `leaks` says so."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else each answer waits for 40 ms
    leaks = staticmethod(lambda handler: False)
    knows_readers = True
    held_back = 0

    def do_GET(self):
        jar = dict(part.partition("=")[::2] for part in self.headers.get("Cookie", "").split("; "))
        is_reader = self.knows_readers and "pass" in jar and _is_reader(jar)
        text = BODY if is_reader or self.leaks(self) else "<p>Lead.</p>"
        if Small.held_back:
            Small.held_back -= 1
            self.send_response(429)
            self.send_header("Retry-After", "0")
            text = ""
        else:
            self.send_response(200)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(text.encode())

    do_HEAD = do_OPTIONS = do_GET  # noqa: N815 - http.server's names

    def log_message(self, *_args):
        """Quiet."""


def _is_reader(jar):
    found = pass_in(jar)
    return (
        found is not None
        and str(found.visitor_class) == "registered"
        and found.standing(time.time()).value == "fresh"
    )


@pytest.fixture
def site(story, monkeypatch):
    monkeypatch.setattr(addresses, "FAMILIES", ("",))
    monkeypatch.setattr("standfirst.web.canary.walk.Walk._visit_family", lambda *_: None)
    route = next(known for known in addresses.ADDRESSES if "(?P<name>" in known)
    monkeypatch.setattr(addresses, "ADDRESSES", {route: ("{story}",)})
    monkeypatch.setattr(addresses, "PLACES", ())
    server = ThreadingHTTPServer(("127.0.0.1", 0), Small)
    server.daemon_threads = True
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def canary(site, capsys, *more):
    code = main(["canary", site, "--rate", "1000", "--json", *more])
    said = capsys.readouterr()
    return code, json.loads(said.out) if said.out else said.err


def test_a_site_that_keeps_its_words_passes(site, capsys):
    code, said = canary(site, capsys)
    assert (code, said["problems"]) == (0, [])
    assert said["heard_by_a_reader"] == said["words"] > 3


def test_a_leak_is_told_with_address_disguise_and_word(site, capsys, monkeypatch, story):
    is_bot = staticmethod(lambda handler: "Googlebot" in handler.headers.get("User-Agent", ""))
    monkeypatch.setattr(Small, "leaks", is_bot)
    code, said = canary(site, capsys)
    assert code == 1
    leak = next(problem for problem in said["problems"] if "xanthocanary" in problem["word"])
    assert leak["where"] == f"GET {story.address} as Googlebot by its name"
    assert leak["what"] == "the canary sings"


def test_a_leak_in_another_format_is_told(site, capsys, monkeypatch):
    monkeypatch.setattr(Small, "leaks", staticmethod(lambda handler: handler.path.endswith("?format=json")))
    code, said = canary(site, capsys)
    assert code == 1
    assert all("?format=json" in problem["where"] for problem in said["problems"])


def test_a_site_at_which_a_reader_hears_nothing_proves_nothing(site, capsys, monkeypatch):
    monkeypatch.setattr(Small, "knows_readers", False)
    code, said = canary(site, capsys)
    assert code == 1
    assert "another paper" in said


def test_who_is_held_back_waits_and_asks_again(site, capsys):
    Small.held_back = 3
    code, said = canary(site, capsys)
    assert (code, said["problems"]) == (0, [])


@pytest.mark.parametrize(
    "url", ["paper.example", "ftp://paper.example", "http://paper.example/world/", "http://"]
)
def test_what_is_no_site_is_said_in_one_line(url, capsys):
    assert main(["canary", url]) == 1
    assert url in capsys.readouterr().err


def test_a_site_that_is_not_there_is_said_in_one_line(story, capsys):
    assert main(["canary", "http://127.0.0.1:9"]) == 1
    assert "cannot be reached" in capsys.readouterr().err


def test_a_paper_without_a_wall_has_nothing_to_listen_for(world, uk, capsys):
    assert main(["canary", "http://127.0.0.1:9"]) == 1
    assert "behind a wall" in capsys.readouterr().err

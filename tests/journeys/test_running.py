"""`standfirst run`: a real paper, its parts, and what reaches every process."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from tests.ports import free_port

from .paper import STANDFIRST, Paper, Story
from .watching import CANARY, children_of, eventually, signed_in


@pytest.fixture
def reader(paper: Paper):
    """A browser without a browser, in the paper's own country."""
    with httpx.Client(base_url=paper.url, timeout=60) as client:
        yield client


@pytest.fixture
def second_process(paper: Paper):
    """Another process that serves the same paper, with a store of its own."""
    from standfirst.web.commands.run import front_command

    port = free_port()
    process = subprocess.Popen(front_command("--port", str(port)), env=paper.environment)
    with closing(httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60)) as client:
        eventually(lambda: client.get("/healthz").status_code == 200)
        yield client
        process.terminate()
        process.wait(15)


def test_a_reader_who_comes_back_after_two_hours_gets_the_whole_article_in_the_first_answer(
    paper: Paper, bridge: Story, reader: httpx.Client
):
    assert CANARY not in reader.get(bridge.address).text
    cookies, _tag = signed_in(paper, "back-after-two-hours@example.org", fresh=-3600)
    reader.cookies.update(cookies)
    got = reader.get(bridge.address)
    assert CANARY in got.text
    assert "pass=" in got.headers["set-cookie"]
    assert "set-cookie" not in httpx.get(paper.url + bridge.address).headers


def test_an_ended_session_meets_the_wall_again(paper: Paper, bridge: Story, reader: httpx.Client):
    cookies, _tag = signed_in(paper, "ended@example.org", fresh=-3600)
    reader.cookies.update({**cookies, "session": "gone"})
    assert CANARY not in reader.get(bridge.address).text


def publish(paper: Paper, story: Story, sentence: str) -> None:
    paper.python(
        "from standfirst.newsroom.stories.models import Article\n"
        f"story = Article.objects.get(pk={story.number})\n"
        f"story.standfirst = {sentence!r}\n"
        "story.save_revision().publish()"
    )


def test_what_is_published_is_read_in_every_process_within_a_second(
    paper: Paper, bridge: Story, reader: httpx.Client, second_process: httpx.Client
):
    took = []
    for round_ in range(3):  # a machine that is busy with other tests may spoil a round, not all
        for client in (reader, second_process):
            assert "Bridge reopens" in client.get(bridge.address).text
        publish(paper, bridge, f"A sentence of round {round_}.")
        # The program has ended after its commit; what is left of the second is ours.
        took.append(
            sum(
                eventually(lambda c=client, r=round_: f"of round {r}" in c.get(bridge.address).text)
                for client in (reader, second_process)
            )
        )
    assert min(took) < 1


def test_while_the_database_fails_what_was_read_can_still_be_read(
    paper: Paper, bridge: Story, reader: httpx.Client
):
    def statement(sql: str) -> None:
        paper.python(f"from django.db import connection\nconnection.cursor().execute({sql!r})")

    assert reader.get(bridge.address).status_code == 200
    statement("ALTER TABLE stories_byline RENAME TO away")
    try:
        paper.python(f"from standfirst.delivery.bus import forget\nforget(['article/{bridge.number}'])")
        time.sleep(0.5)
        assert "Bridge reopens" in reader.get(bridge.address).text
        assert reader.get("/nowhere/nothing-81").status_code in {404, 500}
    finally:
        statement("ALTER TABLE away RENAME TO stories_byline")


def test_a_stream_hears_in_another_process_what_was_announced(paper: Paper, second_process: httpx.Client):
    with second_process.stream("GET", "/_/stream", params={"topics": "thread/7"}) as stream:
        lines = stream.iter_lines()
        assert next(lines).startswith("retry")
        paper.python("from standfirst.delivery.bus import announce\nannounce('thread/7', 3)")
        assert "data: thread/7 3" in (next(lines) for _ in range(5))


def test_strangers_headers_change_nothing(paper: Paper, bridge: Story, reader: httpx.Client):
    told = {
        "Standfirst-Edge": "guess",
        "Standfirst-Country": "US",
        "Standfirst-Keys": "x",
        "Standfirst_Country": "US",
    }
    got = reader.get(bridge.address, headers=told)
    assert CANARY not in got.text
    assert not [name for name in got.headers if name.startswith("standfirst")]


def test_odd_requests_get_a_page_or_a_refusal_and_never_a_500(paper: Paper, reader: httpx.Client):
    odd = [
        "/world/?page=0", "/world/?page=%00", "/world/?page=99999999999999999999", "/search?q=" + "a" * 3000,
        "/%00", "/%ff%fe", "/..%2f..%2fetc/passwd", "/static/../paper.sqlite3", "/static/%2e%2e/paper.sqlite3",
        "/media/..%5c..%5csecrets.json", "//evil.example/", "/a" * 3000, "/_/stream?topics=%0d%0a",
        "/_/counts?threads=x",
    ]  # fmt: skip
    statuses = {path: reader.get(path).status_code for path in odd}
    assert not {path: status for path, status in statuses.items() if status >= 500}
    assert (
        reader.get("/", headers={b"Cookie": b"edition=%00\xff; pass=v1.a.b.c; session=;;;"}).status_code
        == 200
    )


def test_assets_are_served_for_ever_and_secrets_never(paper: Paper, reader: httpx.Client):
    page = reader.get("/")
    asset = page.text.partition('rel="stylesheet" href="')[2].partition('"')[0]
    assert "immutable" in reader.get(asset).headers["cache-control"]
    assert reader.get("/static/staticfiles.json").status_code in {200, 404}
    assert {reader.get(f"/media/{name}").status_code for name in ("../secrets.json", "../paper.env")} == {404}


@pytest.mark.parametrize("part", ["worker", "front"])
def test_a_part_that_dies_is_started_again(paper: Paper, reader: httpx.Client, part: str):
    before = eventually_parts(paper)
    os.kill(before[part], signal.SIGKILL)
    eventually(lambda: children_of(paper.pid).get(part, before[part]) != before[part])
    eventually(lambda: reader.get("/healthz").json()["worker"] == "ok", seconds=60)
    assert f"the {part} was ended by signal 9" in (paper.data / "run.log").read_text()


def eventually_parts(paper: Paper) -> dict[str, int]:
    eventually(lambda: set(children_of(paper.pid)) == {"front", "worker"})
    return children_of(paper.pid)


def test_a_port_in_use_is_said_in_one_line(paper: Paper):
    said = subprocess.run(
        [*STANDFIRST, "run", "--data", str(paper.data), "--port", str(paper.port)],
        env=paper.environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (said.returncode, len(said.stderr.splitlines())) == (1, 1)
    assert str(paper.port) in said.stderr


def test_it_stops_within_seconds_though_a_stream_is_open_and_leaves_nothing_behind(paper: Paper):
    parts = eventually_parts(paper)
    with socket.create_connection(("127.0.0.1", paper.port)) as open_stream:
        open_stream.sendall(b"GET /_/stream?topics=a HTTP/1.1\r\nHost: localhost\r\n\r\n")
        open_stream.recv(100)
        began = time.monotonic()
        paper.stop()
        took = time.monotonic() - began
    try:
        assert took < 10
        assert not [pid for pid in parts.values() if Path(f"/proc/{pid}").exists()]
    finally:
        paper.start()


def test_parts_die_with_a_supervisor_that_was_killed(paper: Paper):
    parts = eventually_parts(paper)
    os.kill(paper.pid, signal.SIGKILL)
    try:
        eventually(lambda: not [pid for pid in parts.values() if Path(f"/proc/{pid}").exists()])
    finally:
        paper.stop()
        eventually(lambda: _is_free(paper.port))
        paper.start()


def _is_free(port: int) -> bool:
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return tried.connect_ex(("127.0.0.1", port)) != 0


def test_missing_migrations_are_said_in_one_line(paper: Paper, tmp_path: Path):
    (tmp_path / "paper.env").write_text("STANDFIRST_NAME=New\n")
    said = subprocess.run(
        [*STANDFIRST, "run", "--data", str(tmp_path), "--port", str(free_port())],
        env=paper.environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert said.returncode == 1
    assert len([line for line in said.stderr.splitlines() if "standfirst migrate" in line]) == 1


def test_assets_of_an_older_build_are_replaced_at_the_start(paper: Paper):
    (paper.data / "static" / "build").write_text("older")
    paper.stop()
    paper.start()
    assert "scripts and styles" in (paper.data / "run.log").read_text()
    assert (paper.data / "static" / "build").read_text() != "older"


def test_a_folder_without_a_paper_is_said_in_one_line(paper: Paper, tmp_path: Path):
    said = subprocess.run(
        [*STANDFIRST, "run", "--data", str(tmp_path / "none")],
        env=paper.environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (said.returncode, said.stderr.count("\n")) == (1, 1)
    assert "standfirst init" in said.stderr

"""From a publication's commit to its new bytes in every process, for a stranger and for a reader."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from tests.journeys.paper import Paper
from tests.ports import free_port

from standfirst.web.commands.run import front_command

from .paper import add_story, pass_cookie, running_paper
from .processes import BenchmarkError, fetch
from .table import Row

TIMES = 100
PROCESSES = 3

#: Publishes once for each line that comes in, and says when the commit had happened.
PUBLISHER = """
import os, sys, time
os.environ["DJANGO_SETTINGS_MODULE"] = "standfirst.web.settings"
import django; django.setup()
from standfirst.newsroom.stories.models import Article
for line in sys.stdin:
    story = Article.objects.latest("pk")
    story.standfirst = f"As of {line.strip()}."
    story.save_revision().publish()
    print(time.time(), flush=True)
"""


@contextlib.contextmanager
def _another_front(paper: Paper) -> Iterator[str]:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(front_command("--port", str(port)), env=paper.environment)
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{url}/healthz", timeout=5).read()
                break
            except OSError:
                time.sleep(0.2)
        else:
            raise BenchmarkError("another process of the front never answered")
        yield url
    finally:
        process.terminate()
        process.wait(15)


def measure(folder: Path) -> list[Row]:
    with contextlib.ExitStack() as stack:
        paper = stack.enter_context(running_paper(folder / "paper"))
        path, reader = add_story(paper), {"Cookie": pass_cookie(paper)}
        fronts = [paper.url.replace("localhost", "127.0.0.1")]
        fronts += [stack.enter_context(_another_front(paper)) for _ in range(PROCESSES - 1)]
        publisher = stack.enter_context(
            subprocess.Popen(
                [sys.executable, "-c", PUBLISHER],
                env=paper.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            )
        )  # fmt: skip
        asked = [(front + path, headers) for front in fronts for headers in ({}, reader)]
        took = sorted(_once(publisher, asked, number) for number in range(TIMES))
        assert publisher.stdin is not None
        publisher.stdin.close()
    p99 = took[int(len(took) * 0.99) - 1]
    work = f"publish → new bytes in {PROCESSES} processes, both classes: p99 (median {took[len(took) // 2]:.2f} s)"
    return [Row(work, p99 * 1000, None, "ms", "< 1 000 ms", "", p99 < 1)]


def _once(publisher: subprocess.Popen[str], asked: list[tuple[str, dict[str, str]]], number: int) -> float:
    """Seconds from the commit until nobody is shown the old words any more."""
    for url, headers in asked:
        fetch(url, headers)  # so that there is something to forget
    assert publisher.stdin is not None
    assert publisher.stdout is not None
    publisher.stdin.write(f"{json.dumps(number)}\n")
    publisher.stdin.flush()
    committed = float(publisher.stdout.readline())
    left = list(asked)
    while left:
        left = [
            (url, headers) for url, headers in left if f"As of {number}." not in fetch(url, headers).decode()
        ]
        if time.time() - committed > 20:
            raise BenchmarkError(f"{left} still show the old words after 20 seconds")
        time.sleep(0.01)
    return time.time() - committed

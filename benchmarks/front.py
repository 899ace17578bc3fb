"""The front: a full article from the store, for a stranger and for a reader, against nginx and bare Wagtail."""

from __future__ import annotations

from pathlib import Path
from statistics import median

from .bare_wagtail import bare_wagtail
from .nginx_static import nginx_static
from .paper import add_story, pass_cookie, running_paper
from .processes import BenchmarkError, fetch, load, memory_of
from .story import PARAGRAPHS
from .table import Row, ratio_row

ROUNDS = 5


def measure(folder: Path) -> list[Row]:
    with running_paper(folder / "paper") as paper:
        url = paper.url.replace("localhost", "127.0.0.1") + add_story(paper)
        signed_in = {"Cookie": pass_cookie(paper)}
        whole = fetch(url, signed_in)
        if PARAGRAPHS[-1] not in whole.decode() or PARAGRAPHS[-1] in fetch(url).decode():
            raise BenchmarkError("the wall does not stand where it should: there is nothing to compare")
        with (
            nginx_static(_folder(folder / "nginx"), whole) as static,
            bare_wagtail(_folder(folder / "bare")) as bare,
        ):
            rounds = [
                (load(static), load(url, signed_in), load(url), load(bare, seconds=3)) for _ in range(ROUNDS)
            ]
        memory = memory_of(paper.pid)
    files, readers, strangers, pages = map(list, zip(*rounds, strict=True))
    return [
        ratio_row(
            "full article, signed-in reader, against nginx static", readers, files, "/s", bar=0.22, goal=0.33
        ),
        ratio_row(
            "full article, signed-in reader, against bare Wagtail", readers, pages, "/s", bar=150, goal=250
        ),
        Row(
            "cut article, stranger (nginx serves the full one)",
            median(strangers),
            median(files),
            "/s",
            "reported",
        ),
        Row("memory of the embedded default, idle", memory, None, "MB", "< 450 MB", "300 MB", memory < 450),
    ]


def _folder(path: Path) -> Path:
    path.mkdir(parents=True)
    return path

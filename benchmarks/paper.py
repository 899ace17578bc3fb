"""Our own side: a real paper on the embedded default, started by `standfirst run` on the server's core."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

from tests.journeys.paper import Paper
from tests.ports import free_port

from .processes import SERVER_CORE
from .story import HEADLINE, PARAGRAPHS


@contextlib.contextmanager
def running_paper(folder: Path, **settings: str) -> Iterator[Paper]:
    """A paper with one walled article of about 35 KB; every process of it on the server's core."""
    paper = Paper(folder, free_port(), settings)
    paper.init()
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {int(SERVER_CORE)})  # children inherit it
    try:
        paper.start()
    finally:
        os.sched_setaffinity(0, before)
    try:
        yield paper
    finally:
        paper.stop()


def prepared_paper(folder: Path) -> Paper:
    """The same paper, made but not started."""
    paper = Paper(folder, free_port())
    paper.init()
    return paper


def add_story(paper: Paper) -> str:
    """The address of the article all peers serve."""
    address: str = paper.python(
        "from standfirst.newsroom.stories.actions import make_section\n"
        "from standfirst.newsroom.stories.cut import Paragraph\n"
        "from standfirst.newsroom.stories.testing import make_story\n"
        "section = make_section(title='World', slug='world')\n"
        f"blocks = [Paragraph(text) for text in {PARAGRAPHS!r}]\n"
        f"answer = make_story(section=section, title={HEADLINE!r}, blocks=blocks).address"
    )
    return address


def pass_cookie(paper: Paper) -> str:
    """A registered reader's pass, signed with the paper's own key."""
    now = int(time.time())
    text: str = paper.python(
        "from standfirst.access.passes import Pass, new_tag, sign\n"
        "from standfirst.access.rules import VisitorClass\n"
        "from standfirst.web.visits import pass_keys\n"
        "key = next(iter(pass_keys().values()))\n"
        f"answer = sign(Pass(VisitorClass.REGISTERED, new_tag(), {now + 3600}, {now + 86400}), key)"
    )
    return f"pass={text}"

"""`standfirst canary URL` against a small paper, as an operator's."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator

import pytest

from .paper import STANDFIRST, Paper, running

STORY = """
from standfirst.newsroom.stories.actions import make_section
from standfirst.newsroom.stories.cut import Paragraph
from standfirst.newsroom.stories.testing import make_story
words = [
    "The ferry left the eastern quay at seven with nine passengers and a bicycle.",
    "Nobody on the bridge had been told that the current had changed overnight.",
    "By noon the harbour master had closed both lanes and lit the amber lamps.",
    "What the divers found beneath the third pier was older than the town itself.",
    "A chain of bronze links, each as long as a forearm, lay coiled around the piles.",
]
make_story(section=make_section(title="World", slug="world"), blocks=[Paragraph(text) for text in words])
"""


@pytest.fixture(scope="module")
def small_paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Paper]:
    """A paper on its first day: one story, no readers, no comments."""
    with running(tmp_path_factory.mktemp("small") / "data") as paper:
        paper.python(STORY)
        yield paper


def test_it_walks_a_paper_on_its_first_day_and_hears_nothing(small_paper: Paper) -> None:
    done = subprocess.run(
        [*STANDFIRST, "canary", small_paper.url, "--json", "--articles", "1", "--rate", "1000"],
        env=small_paper.environment, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.stdout, done.stderr
    said = json.loads(done.stdout)
    assert (done.returncode, said["problems"]) == (0, [])
    assert "readers/<str:handle>/" in said["routes_without_an_address_here"]
    assert said["questions"] > 1000
    assert said["heard_by_a_reader"] > 1

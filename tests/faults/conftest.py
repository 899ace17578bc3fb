"""Whatever stands in this folder breaks something under a real paper, and takes its time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.journeys.paper import Paper, Story


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="module")
def story(paper: Paper) -> Story:
    """Under the paper that a file breaks."""
    return paper.story(title="Bridge reopens")


@pytest.fixture
def stranger(paper: Paper) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=paper.url, timeout=30) as client:
        yield client

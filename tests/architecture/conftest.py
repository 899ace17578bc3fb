"""A small project to put bad samples into."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .tree import ROOT

Put = Callable[[str, str], Path]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A tree with our configuration and nothing wrong in it."""
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text())
    (tmp_path / "src" / "standfirst").mkdir(parents=True)
    return tmp_path


@pytest.fixture
def put(project: Path) -> Put:
    """Put a text at a place in the tree."""

    def _put(where: str, text: str) -> Path:
        path = project / where
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    return _put

"""What the checks look at: the files of a project, and Python as syntax."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_SKIPPED = {".venv", "node_modules", "migrations", "__pycache__", "dist", "build", "paper", "demo"}


def files(root: Path, *patterns: str) -> Iterator[Path]:
    """Our files below `root`: nothing installed, generated or made by `makemigrations`."""
    for pattern in patterns:
        for path in sorted(root.rglob(pattern)):
            parts = path.relative_to(root).parts
            if path.is_file() and not any(part in _SKIPPED or part.startswith(".") for part in parts):
                yield path


def source_files(root: Path) -> Iterator[Path]:
    """The product's Python, without its tests."""
    for path in files(root / "src", "*.py"):
        if "tests" not in path.parts:
            yield path


@cache
def _parsed(path: Path, _changed: float) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def parse(path: Path) -> ast.Module:
    return _parsed(path, path.stat().st_mtime)


def place(root: Path, path: Path, line: int | None = None) -> str:
    """`src/standfirst/x.py:12`, as an editor opens it."""
    where = path.relative_to(root).as_posix()
    return where if line is None else f"{where}:{line}"

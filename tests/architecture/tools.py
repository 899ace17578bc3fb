"""Checks that other programs make."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from .tree import ROOT

#: What import-linter's banner is drawn with.
_BANNER = set("╔╗╚╝║▲▼◀▶")


def _run(root: Path, *command: str, **environment: str) -> list[str]:
    """What the program said, line by line, if it failed."""
    source = os.pathsep.join([str(root / "src"), str(root)])
    done = subprocess.run(
        [sys.executable, *command],
        cwd=root,
        env={**os.environ, "PYTHONPATH": source, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    said = [
        line for line in (done.stdout + done.stderr).splitlines() if line.strip() and not _BANNER & {*line}
    ]
    return (said or [f"{command[1]} failed"]) if done.returncode else []


def format_(root: Path = ROOT) -> list[str]:
    """Code looks as `ruff format` leaves it."""
    return _run(root, "-m", "ruff", "format", "--check", "--quiet", "--diff", ".")


def lint(root: Path = ROOT) -> list[str]:
    """`ruff check`, with the rules in pyproject.toml."""
    return _run(root, "-m", "ruff", "check", "--quiet", "--output-format", "concise", ".")


def types(root: Path = ROOT) -> list[str]:
    """mypy strict, over the whole tree."""
    return _run(
        root, "-m", "mypy", "--no-error-summary", "--hide-error-context", STANDFIRST_URL="http://localhost"
    )


def layers(root: Path = ROOT) -> list[str]:
    """import-linter: the floors of the house."""
    return _run(root, "-c", "from importlinter.cli import lint_imports_command as main; main()", "--no-cache")


def migrations(root: Path = ROOT) -> list[str]:
    """Every change of a model has its migration."""
    command = ("-m", "django", "makemigrations", "--check", "--dry-run")
    return _run(root, *command, DJANGO_SETTINGS_MODULE="tests.settings")

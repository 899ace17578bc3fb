"""Catalogues are whole, sound and compiled."""

from __future__ import annotations

import subprocess
import tempfile
from gettext import GNUTranslations
from pathlib import Path
from typing import Any

from .tree import ROOT, files, place


def check(root: Path = ROOT) -> list[str]:
    """Each .po passes msgfmt, leaves nothing out, and stands beside its .mo, made from it as it is now."""
    problems: list[str] = []
    for path in files(root / "src", "*.po"):
        where = place(root, path)
        with tempfile.NamedTemporaryFile(suffix=".mo") as fresh:
            done = subprocess.run(
                ["msgfmt", "--check", "--statistics", "-o", fresh.name, str(path)],
                capture_output=True, text=True, check=False,
            )  # fmt: skip
            if done.returncode:
                problems += [f"{where}: {line}" for line in done.stderr.splitlines()]
                continue
            if "fuzzy" in done.stderr or "untranslated" in done.stderr:
                problems.append(f"{where}: not whole: {done.stderr.strip()}")
            compiled = path.with_suffix(".mo")
            if not compiled.exists() or _catalogue(compiled) != _catalogue(Path(fresh.name)):
                problems.append(f"{where}: compile it: standfirst compilemessages")
    return problems


def _catalogue(path: Path) -> dict[Any, str]:
    with path.open("rb") as file:
        return dict(GNUTranslations(file)._catalog)  # type: ignore[attr-defined]

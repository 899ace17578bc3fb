"""The ledger names real tests: one row for each promise and each line that must hold."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

from .tree import ROOT, parse

LEDGER = Path("docs/ledger.md")
PROMISES = range(1, 9)
_NAMED = re.compile(r"`([\w./-]+\.py)(?:::(\w+))?`")
_BENCH = re.compile(r"`make bench`")


def rows(root: Path = ROOT) -> list[tuple[str, str, str]]:
    """(the line, what holds it, what was last seen) for each row of its tables."""
    found = []
    for line in (root / LEDGER).read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if (
            line.startswith("|")
            and len(cells) == 3
            and not set(cells[0]) <= set("-: ")
            and cells[0] != "the line"
        ):
            found.append((cells[0], cells[1], cells[2]))
    return found


def check(root: Path = ROOT) -> list[str]:
    if not (root / LEDGER).exists():
        return [f"{LEDGER} is missing"]
    table = rows(root)
    problems = [
        f"{LEDGER}: no row for promise {number}"
        for number in PROMISES
        if not any(line.startswith(f"Promise {number}") for line, _held, _seen in table)
    ]
    problems += [
        f"tests/promises: no test_{number}_….py named after promise {number}"
        for number in PROMISES
        if not list((root / "tests" / "promises").glob(f"test_{number}_*.py"))
    ]
    for line, held, _seen in table:
        named = _NAMED.findall(held)
        if not named and not _BENCH.search(held) and not held.startswith("open"):
            problems.append(f"{LEDGER}: “{line}” names no test and is not called open")
        lost = [f"{file}::{test}" for file, test in named if not _exists(root / file, test)]
        problems += [f"{LEDGER}: “{line}” is held by {name}, which is not there" for name in lost]
    return problems


def _exists(file: Path, test: str) -> bool:
    return file.exists() and (not test or test in _functions(file))


@cache
def _functions(file: Path) -> set[str]:
    return {node.name for node in ast.walk(parse(file)) if isinstance(node, ast.FunctionDef)}

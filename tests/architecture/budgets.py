"""Files have at most 300 lines, functions 40, and take at most 5 arguments (keyword-only ones too, self not)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from .allowed import OVER_BUDGET
from .tree import ROOT, files, parse, place

FILE_LINES = 300
FUNCTION_LINES = 40
ARGUMENTS = 5
_SELF = {"self", "cls", "mcs"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def check(root: Path = ROOT) -> list[str]:
    found = dict(_over_budget(root))
    problems = [f"{where}: {what}" for where, what in found.items() if where not in OVER_BUDGET]
    if root == ROOT:
        problems += [
            f"tests/architecture/allowed.py: {where} keeps its budget now; take it off the list"
            for where in OVER_BUDGET
            if where not in found
        ]
    return problems


def _over_budget(root: Path) -> Iterator[tuple[str, str]]:
    for path in files(root, "*.py", "*.js", "*.mjs", "*.html", "*.css"):
        where = place(root, path)
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > FILE_LINES:
            yield where, f"{lines} lines; a file has at most {FILE_LINES}"
        if path.suffix == ".py":
            yield from _functions(where, path)


def _functions(where: str, path: Path) -> Iterator[tuple[str, str]]:
    for node in ast.walk(parse(path)):
        if not isinstance(node, Function):
            continue
        lines = (node.end_lineno or node.lineno) - node.lineno + 1
        if lines > FUNCTION_LINES:
            yield f"{where}::{node.name}", f"{lines} lines; a function has at most {FUNCTION_LINES}"
        count = len(_arguments(node))
        # A test's arguments are its cast (fixtures), not an interface.
        if count > ARGUMENTS and not node.name.startswith("test_"):
            yield f"{where}::{node.name}", f"{count} arguments; a function takes at most {ARGUMENTS}"


def _arguments(node: Function) -> list[str]:
    named = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    return [argument.arg for argument in named if argument.arg not in _SELF]

"""A body leaves only through its doors; nothing is called safe, and no view drops its guard, unseen."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from . import allowed
from .tree import ROOT, files, parse, place, source_files

HOUSE = "src/standfirst/newsroom/stories/body.py"
_QUERIES = {"values", "values_list", "only", "getattr", "attrgetter", "F"}
_TEMPLATE_BODY = re.compile(r"{[{%][^}]*\b(?!request\b|words\b)(\w+)\.body\b")
_UNESCAPED = re.compile(r"\|\s*safe(?:seq)?\b|{%\s*autoescape\s+off\s*%}")


def bodies(root: Path = ROOT) -> list[str]:
    """Only body.py touches `Article.body`, and only those on the list call its three doors."""
    problems: list[str] = []
    for path in source_files(root):
        where = place(root, path)
        if where == HOUSE:
            continue
        for node in ast.walk(parse(path)):
            problems += [f"{where}:{node.lineno}: {said}" for said in _body_touched(node, where)]  # type: ignore[attr-defined]
    for path in files(root / "src", "*.html", "*.xml", "*.txt"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            found = _TEMPLATE_BODY.search(line)
            if found and found[1] not in allowed.OTHER_BODIES:
                problems.append(f"{place(root, path, number)}: a template reads {found[1]}.body")
    return problems


def _body_touched(node: ast.AST, where: str) -> Iterator[str]:
    if isinstance(node, ast.Attribute) and node.attr == "body":
        receiver = _name(node.value)
        if receiver not in allowed.OTHER_BODIES and not _of_its_own(node):
            yield f"{receiver or '…'}.body is touched outside {HOUSE}"
    if isinstance(node, ast.Call):
        called = _name(node.func)
        if called in _QUERIES and any(isinstance(a, ast.Constant) and a.value == "body" for a in node.args):
            yield f"{called}(…'body'…) reads a body past its doors"
    if isinstance(node, ast.Name | ast.Attribute | ast.alias):
        name = node.name if isinstance(node, ast.alias) else _name(node)
        permitted = allowed.DOORS.get(name)
        if permitted is not None and not any(where == one or where.startswith(one) for one in permitted):
            yield f"{name} is a door for {' and '.join(permitted)} alone"


def _of_its_own(node: ast.Attribute) -> bool:
    """`self.body`: a class that has a body of its own, which is no article's unless it is in models.py."""
    return isinstance(node.value, ast.Name) and node.value.id == "self"


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def safe_text(root: Path = ROOT) -> list[str]:
    """`mark_safe`, `SafeString` and `|safe` stand only where the list says why."""
    problems = []
    for path in source_files(root):
        where = place(root, path)
        if where in allowed.MARK_SAFE:
            continue
        for node in ast.walk(parse(path)):
            if isinstance(node, ast.Call) and _name(node.func) in {"mark_safe", "SafeString", "SafeText"}:
                problems.append(
                    f"{where}:{node.lineno}: {_name(node.func)} without a line in allowed.MARK_SAFE"
                )
    for path in files(root / "src", "*.html", "*.xml"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if _UNESCAPED.search(line) and place(root, path) not in allowed.SAFE_FILTER:
                problems.append(
                    f"{place(root, path, number)}: unescaped, without a line in allowed.SAFE_FILTER"
                )
    return problems


def guards(root: Path = ROOT) -> list[str]:
    """No view is exempt from the guard against forged posts."""
    return [
        f"{place(root, path, node.lineno)}: csrf_exempt is refused; see web/middleware/origin.py"
        for path in source_files(root)
        for node in ast.walk(parse(path))
        if isinstance(node, ast.Name | ast.Attribute) and _name(node) == "csrf_exempt"
    ]

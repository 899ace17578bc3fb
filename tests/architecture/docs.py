"""The docs are true: links, files, commands, targets and settings that they name exist, and every setting is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from .tree import ROOT, files, place

_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"`([^`\n]+)`")
_FENCE = re.compile(r"```.*?```", re.DOTALL)
_SETTING = re.compile(r"\b(STANDFIRST_[A-Z_]+[A-Z]|DATABASE_URL)\b")
_FILE = re.compile(r"[\w./-]+\.(?:py|html|css|js|md|toml|txt|json)")
_ANCHOR = re.compile(r"^#+ (.+)$", re.MULTILINE)

OPERATORS = Path("docs/guides/operators.md")
CONFIGURATION = Path("src/standfirst/web/configuration.py")


def _pages(root: Path) -> Iterator[tuple[Path, str]]:
    for path in [*sorted(root.glob("*.md")), *files(root / "docs", "*.md")]:
        yield path, path.read_text(encoding="utf-8")


def check(root: Path = ROOT) -> list[str]:
    problems = [*_settings(root)]
    for path, text in _pages(root):
        where = place(root, path)
        problems += [
            f"{where}: no “{link}”" for link in _LINK.findall(text) if not _link_leads(root, path, link)
        ]
        for code in [*_CODE.findall(_FENCE.sub("", text)), *_fenced_lines(text)]:
            problems += [f"{where}: {said}" for said in _code_lies(root, code)]
    return problems


def _link_leads(root: Path, page: Path, link: str) -> bool:
    if "://" in link or link.startswith("mailto:"):
        return True
    name, _, anchor = link.partition("#")
    target = (page.parent / name).resolve() if name else page
    if not target.exists() or root.resolve() not in [target, *target.parents]:
        return False
    return not anchor or anchor in {
        _slug(title) for title in _ANCHOR.findall(target.read_text(encoding="utf-8"))
    }


def _slug(title: str) -> str:
    return re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-")


def _fenced_lines(text: str) -> list[str]:
    return [line.strip() for fence in _FENCE.findall(text) for line in fence.splitlines()[1:-1]]


def _code_lies(root: Path, code: str) -> Iterator[str]:
    words = code.removeprefix("$ ").removeprefix(".venv/bin/").split()
    if len(words) > 1 and words[0] == "make" and words[1] not in _targets(root):
        yield f"no target “make {words[1]}”"
    is_command = len(words) > 1 and words[0] == "standfirst" and re.fullmatch(r"[a-z_-]*[a-z]", words[1])
    if is_command and words[1] not in _commands():
        yield f"no command “standfirst {words[1]}”"
    if len(words) == 1 and "/" in code and _FILE.fullmatch(code) and not _file_exists(root, code):
        yield f"no file “{code}”"


def _file_exists(root: Path, name: str) -> bool:
    return any((root / base / name).exists() for base in ("", "src", "src/standfirst", "docs"))


def _targets(root: Path) -> set[str]:
    makefile = root / "Makefile"
    return set(re.findall(r"^([a-z]+):", makefile.read_text(), re.MULTILINE)) if makefile.exists() else set()


@cache
def _commands() -> set[str]:
    from django.core.management import get_commands

    from standfirst.web.command import COMMANDS

    return {*COMMANDS, *get_commands()}


def _settings(root: Path) -> Iterator[str]:
    """Settings in code and settings in the operators' guide are the same set; other pages name no others."""
    if not (root / CONFIGURATION).exists():
        return
    known = set(_SETTING.findall((root / CONFIGURATION).read_text()))
    named = {path: set(_SETTING.findall(text)) for path, text in _pages(root)}
    told = named.get(root / OPERATORS, set())
    yield from (f"{OPERATORS}: the setting {name} is not told" for name in sorted(known - told))
    for path, names in named.items():
        yield from (f"{place(root, path)}: there is no setting {name}" for name in sorted(names - known))

"""Templates: they compile, carry no inline script or style, print no date by themselves, stay on their floor, and
say every word through gettext."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from .allowed import FRAME
from .tree import ROOT, files, place

_TAG = re.compile(r"{%-?\s*(\w+)\s*(.*?)\s*-?%}", re.DOTALL)
_INLINE = {
    re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)[^>]*>", re.IGNORECASE
    ): "an inline script",
    re.compile(r"<style\b", re.IGNORECASE): "an inline style",
    re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE): "a style attribute",
    re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.IGNORECASE): "an event attribute",
}
_DATES = re.compile(r"\|\s*(date|time|timesince|timeuntil|naturaltime|naturalday|localtime)\b|{%\s*now\b")
_COMMENTS = re.compile(r"{#.*?#}|{%\s*comment\b.*?{%\s*endcomment\s*%}|<!--.*?-->", re.DOTALL)
_TRANSLATED = re.compile(r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.DOTALL)
_SILENT = re.compile(r"<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
#: The block by which a page tells the frame its kind: a class, no word.
_KIND = re.compile(r"{%\s*block kind\s*%}.*?{%\s*endblock\s*%}", re.DOTALL)
_SPOKEN = re.compile(r"""\b(?:alt|title|placeholder|aria-label)\s*=\s*(["'])(.*?)\1""", re.DOTALL)
_CODE = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
_MARKUP = re.compile(r"<[^>]*>|&\w+;|&#\d+;", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]{2,}")


def _templates(root: Path) -> Iterator[tuple[Path, str]]:
    for path in files(root / "src", "*.html"):
        yield path, path.read_text(encoding="utf-8")


def compiled(root: Path = ROOT) -> list[str]:
    """Every template can be compiled: its tags are known and closed."""
    from django.template import TemplateSyntaxError, engines

    problems = []
    for path, text in _templates(root):
        try:
            engines["django"].from_string(text)
        except TemplateSyntaxError as error:
            problems.append(f"{place(root, path)}: {error}")
    return problems


def inline(root: Path = ROOT) -> list[str]:
    """The content policy of reader pages is `default-src 'self'`."""
    return [
        f"{place(root, path, _line(text, found.start()))}: {what}"
        for path, text in _templates(root)
        for pattern, what in _INLINE.items()
        for found in pattern.finditer(_blank(_COMMENTS, text))
    ]


def dates(root: Path = ROOT) -> list[str]:
    """`edition_time` alone prints a date."""
    return [
        f"{place(root, path, _line(text, found.start()))}: “{found[0]}”; print dates with edition_time"
        for path, text in _templates(root)
        for found in _DATES.finditer(_blank(_COMMENTS, text))
    ]


def words(root: Path = ROOT) -> list[str]:
    """Every word a person reads goes through gettext."""
    problems = []
    for path, text in _templates(root):
        bare = text
        for pattern in (_COMMENTS, _TRANSLATED, _SILENT, _KIND):
            bare = _blank(pattern, bare)
        bare = _blank(_CODE, bare)
        spoken = [(found.start(2), found[2]) for found in _SPOKEN.finditer(bare)]
        shown = _blank(_MARKUP, bare)
        spoken += [(found.start(), found[0]) for found in re.finditer(r"[^\n]+", shown)]
        for start, said in spoken:
            left = _blank(_MARKUP, said)
            if _WORD.search(left):
                problems.append(
                    f"{place(root, path, _line(text, start))}: “{left.strip()}” goes untranslated"
                )
    return problems


def floors(root: Path = ROOT) -> list[str]:
    """A domain's template includes and loads from its own floor and those below; web's may use what all offer."""
    order = _floor_order(root)
    problems = []
    for path, text in _templates(root):
        mine = _floor_of(root, path)
        if mine not in order:
            continue
        for found in _TAG.finditer(text):
            for used in _used(found[1], found[2]):
                theirs = _floor_offering(root, used, found[1])
                if theirs in order and order[theirs] > order[mine]:
                    where = place(root, path, _line(text, found.start()))
                    problems.append(f"{where}: {mine} uses “{used}” of {theirs}, a floor above it")
    return problems


def _used(tag: str, rest: str) -> list[str]:
    if tag == "load":
        return rest.partition(" from ")[2].split() or rest.split()
    if tag in {"include", "extends"}:
        name = re.match(r"""["']([^"']+)["']""", rest)
        return [name[1]] if name and name[1] != FRAME else []
    return []


def _floor_order(root: Path) -> dict[str, int]:
    """Floor → its height, from import-linter's contract; those side by side are equally high."""
    contracts = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(
        c["layers"] for c in contracts if c["type"] == "layers" and c["containers"] == ["standfirst"]
    )
    return {
        name.strip(): len(layers) - height for height, layer in enumerate(layers) for name in layer.split("|")
    }


def _floor_of(root: Path, path: Path) -> str:
    return path.relative_to(root / "src" / "standfirst").parts[0]


def _floor_offering(root: Path, used: str, tag: str) -> str:
    """The floor that has this template or tag library; nothing for Django's own and other people's."""
    house = root / "src" / "standfirst"
    wanted = f"templatetags/{used}.py" if tag == "load" else f"templates/{used}"
    found = next(iter(sorted(house.rglob(wanted))), None)
    return _floor_of(root, found) if found else ""


def _blank(pattern: re.Pattern[str], text: str) -> str:
    """Blank out what matches, keeping the lines where they are."""
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1

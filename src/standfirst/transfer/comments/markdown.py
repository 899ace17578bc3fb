"""A stranger's HTML → the forum's small Markdown. Pure.

Only what the subset has is kept as markup (paragraphs, emphasis, quotes, lists, links); of all else the words. What the
old house showed as a star or a bracket is escaped, so that it is one here.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

_SPECIAL = re.compile(r"([\\`*_\[\]<>#~|&])")
_LEADING = re.compile(r"^([ \t]*)([-+]|\d{1,9}[.)])(?=\s|$)", re.MULTILINE)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_SILENT = frozenset(
    {"script", "style", "template", "noscript", "iframe", "object", "svg", "math", "textarea"}
)
_BLOCKS = frozenset(
    "p div section article header footer pre h1 h2 h3 h4 h5 h6 table tr figure dl dt dd address center".split()
)
_MARKS = {"em": "*", "i": "*", "cite": "*", "strong": "**", "b": "**"}
_DEEPEST = 6


def markdown_of(html: str) -> str:
    """The words of a piece of HTML, as the forum keeps what readers type."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    """Writes lines; `_prefix` stands before each of them: quotes and lists that are open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[str] = []
        self._line: list[str] = []
        self._open: list[str] = []
        self._marks: list[str] = []
        self._links: list[str] = []
        self._silent = 0
        self._bullet = False

    def text(self) -> str:
        self._end_block()
        return "\n\n".join(self._blocks)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif self._silent:
            return
        elif tag == "br":
            self._line.append("\n")
        elif tag in {"blockquote", "ul", "ol", "li"}:
            self._end_block()
            if tag == "li":
                self._bullet = True
            elif len(self._open) < _DEEPEST:
                self._open.append(tag)
        elif tag in _BLOCKS:
            self._end_block()
        elif tag in _MARKS and _MARKS[tag] not in self._marks:
            self._marks.append(_MARKS[tag])
            self._line.append(f"\0{_MARKS[tag]}")
        elif tag == "a":
            self._links.append(_target(dict(attrs).get("href") or ""))
            self._line.append("[" if self._links[-1] else "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif self._silent:
            return
        elif tag in {"blockquote", "ul", "ol"}:
            self._end_block()
            if tag in self._open:
                del self._open[len(self._open) - 1 - self._open[::-1].index(tag) :]
        elif tag in _BLOCKS or tag == "li":
            self._end_block()
        elif tag in _MARKS and _MARKS[tag] in self._marks:
            self._marks.remove(_MARKS[tag])
            self._line.append(f"{_MARKS[tag]}\0")
        elif tag == "a" and self._links:
            target = self._links.pop()
            self._line.append(f"]({target})" if target else "")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._line.append(_SPECIAL.sub(r"\\\1", _SPACES.sub(" ", data.replace("\0", ""))))

    def _end_block(self) -> None:
        """What was gathered becomes a block; markup that is still open ends with it."""
        for target in reversed(self._links):
            self._line.append(f"]({target})" if target else "")
        self._links.clear()
        self._line.extend(f"{mark}\0" for mark in reversed(self._marks))
        self._marks.clear()
        said = _tight("".join(self._line))
        self._line.clear()
        if said:
            self._blocks.append(self._set_in(_LEADING.sub(_escaped, said)))
            self._bullet = False

    def _set_in(self, said: str) -> str:
        lines = said.split("\n")
        quotes = "> " * self._open.count("blockquote")
        if not self._bullet:
            return "\n".join(quotes + line for line in lines)
        mark = "1. " if self._open and self._open[-1] == "ol" else "- "
        deep = "  " * max(0, len(self._open) - self._open.count("blockquote") - 1)
        rest = quotes + deep + " " * len(mark)
        return "\n".join([quotes + deep + mark + lines[0], *(rest + line for line in lines[1:])])


def _escaped(found: re.Match[str]) -> str:
    mark = found[2]
    return f"{found[1]}{mark[:-1]}\\{mark[-1]}"


def _tight(text: str) -> str:
    """Lines without spaces at their ends; a mark touches the word it emphasises, and an empty one goes."""
    for _twice in range(2):
        text = re.sub(r"\0(\*{1,2})([ \n]*)\1\0", r"\2", text)
    text = re.sub(r"\0(\*{1,2})([ \n]*)", r"\2\1", text)
    text = re.sub(r"([ \n]*)(\*{1,2})\0", r"\2\1", text)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(" ".join(line.split()) for line in text.split("\n"))).strip()


def _target(href: str) -> str:
    """An address that may be a link here; empty for all else."""
    href = href.strip()
    if not re.match(r"https?://", href, re.IGNORECASE):
        return ""
    return re.sub(r"[\s<>()\\\[\]\x00-\x1f]", lambda found: f"%{ord(found[0]) & 0xFF:02X}", href)[:2000]

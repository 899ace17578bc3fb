"""The demo's content: TOML for people and talk, Markdown with TOML at its head for stories."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from markdown_it import MarkdownIt

from standfirst.newsroom.stories.cut import Block, Heading, ListBlock, Paragraph, Quote

CONTENT = files("standfirst.web.demo") / "content"
_INLINE = MarkdownIt("commonmark", {"html": False})
_ITEM = re.compile(r"^(?:-|\d+\.)\s+")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture: how it is drawn, and its three texts."""

    scene: str
    palette: str
    seed: int
    alt: str
    caption: str
    credit: str


@dataclass(frozen=True)
class Story:
    """One story of the demo; `name` is its file's, by which the talk finds it."""

    name: str
    head: dict[str, Any]
    text: str

    @property
    def lead(self) -> Drawn | None:
        return Drawn(**self.head["picture"]) if "picture" in self.head else None

    @property
    def second(self) -> Drawn | None:
        """The picture that stands in the body, where a line says `[picture]`."""
        return Drawn(**self.head["second"]) if "second" in self.head else None

    @cached_property
    def blocks(self) -> tuple[Block | None, ...]:
        """The body; None where the second picture stands."""
        return tuple(map(_block, _paragraphs(self.text)))


def stories() -> list[Story]:
    """All stories, in the order of their files' names."""
    found = [
        _story(file)
        for language in ("en", "de")
        for file in (CONTENT / language).iterdir()
        if file.name.endswith(".md")
    ]
    return sorted(found, key=lambda story: story.name)


def paper() -> dict[str, Any]:
    """Name, editions, sections, authors, readers and log-ins."""
    return _toml("paper.toml")


def talk() -> list[dict[str, Any]]:
    """Comments, each with its replies."""
    return [comment for name in ("english", "german") for comment in _toml(f"talk/{name}.toml")["comment"]]


def desk() -> dict[str, Any]:
    """Words that are watched, and threads with rules of their own."""
    return _toml("talk/desk.toml")


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((CONTENT / name).read_text(encoding="utf-8"))


def _story(file: Traversable) -> Story:
    head, _, text = file.read_text(encoding="utf-8").removeprefix("+++\n").partition("\n+++\n")
    return Story(name=file.name.removesuffix(".md"), head=tomllib.loads(head), text=text)


def _paragraphs(text: str) -> Iterator[str]:
    yield from (part for part in (part.strip() for part in text.split("\n\n")) if part)


def _block(text: str) -> Block | None:
    if text == "[picture]":
        return None
    if text.startswith("## "):
        return Heading(text[3:])
    if text.startswith("> "):
        said, _, speaker = text[2:].replace("\n> ", " ").partition(" | ")
        return Quote(said, speaker)
    lines = text.split("\n")
    if all(map(_ITEM.match, lines)):
        items = tuple(_inline(_ITEM.sub("", line)) for line in lines)
        return ListBlock(items, ordered=lines[0][0].isdigit())
    return Paragraph(_inline(" ".join(lines)))


def _inline(text: str) -> str:
    return _INLINE.renderInline(text)

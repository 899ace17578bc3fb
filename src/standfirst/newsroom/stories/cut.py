"""Where the text stops. Pure, and tabled in docs/guides/wall.md.

A story's body is a flat list of blocks. Paragraphs count, and so do the items of lists; headings,
pictures and quotes do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

#: Words a minute, for "6 minutes left": the low end of what studies of news reading report.
READING_SPEED = 220


@dataclass(frozen=True, slots=True)
class Paragraph:
    html: str


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class PictureBlock:
    picture: int
    alt: str
    caption: str
    credit: str


@dataclass(frozen=True, slots=True)
class Quote:
    text: str
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class ListBlock:
    items: tuple[str, ...]
    ordered: bool = False
    start: int = 1


Block = Paragraph | Heading | PictureBlock | Quote | ListBlock


@dataclass(frozen=True, slots=True)
class Cut:
    """The lead, what stands below it, and how much that is."""

    lead: tuple[Block, ...]
    below: tuple[Block, ...]

    @property
    def paragraphs_left(self) -> int:
        return sum(weight(block) for block in self.below)

    @property
    def minutes_left(self) -> int:
        return minutes(self.below)


def weight(block: Block) -> int:
    """How many paragraphs a block counts for."""
    if isinstance(block, Paragraph):
        return 1
    return len(block.items) if isinstance(block, ListBlock) else 0


def cut(blocks: Sequence[Block], paragraphs: int) -> Cut:
    """Cut after the given number of counted paragraphs.

    What stands between counted paragraphs stays; a heading, picture or quote right at the cut goes
    below. A story too short for the number is cut earlier, so that a paragraph stays below.
    """
    total = sum(weight(block) for block in blocks)
    wanted = max(0, min(paragraphs, total - 1))
    lead: list[Block] = []
    if wanted == 0:
        return Cut((), tuple(blocks))
    counted = 0
    for index, block in enumerate(blocks):
        room = wanted - counted
        if isinstance(block, ListBlock) and len(block.items) > room:
            lead.append(replace(block, items=block.items[:room]))
            rest = replace(block, items=block.items[room:], start=block.start + room)
            return Cut(tuple(lead), (rest, *blocks[index + 1 :]))
        lead.append(block)
        counted += weight(block)
        if counted == wanted:
            return Cut(tuple(lead), tuple(blocks[index + 1 :]))
    raise AssertionError("unreachable: wanted is less than the total")  # pragma: no cover


def words(block: Block) -> int:
    """Roughly how many words a block has; markup is not worth parsing for an estimate."""
    if isinstance(block, Paragraph):
        return len(block.html.split())
    if isinstance(block, ListBlock):
        return sum(len(item.split()) for item in block.items)
    if isinstance(block, PictureBlock):
        return 0
    return len(block.text.split())


def minutes(blocks: Sequence[Block]) -> int:
    """Reading time in whole minutes, at least one."""
    return max(1, round(sum(words(block) for block in blocks) / READING_SPEED))

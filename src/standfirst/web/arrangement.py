"""How a front is laid out: which story stands where. Pure.

The order of the stories is the newsroom's; the arrangement only decides how large each of them is. It holds for
three stories and for forty, and shows each exactly once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

BESIDE, UNDER, BAND, STRIP, BLOCK = 3, 2, 4, 4, 5


class Arrangeable(Protocol):
    """What the layout must know of a story."""

    @property
    def section_name(self) -> str: ...
    @property
    def section_address(self) -> str: ...
    @property
    def is_opinion(self) -> bool: ...


Story = TypeVar("Story", bound=Arrangeable)


@dataclass(frozen=True, slots=True)
class SectionBlock(Generic[Story]):
    """A section's own corner of the front."""

    name: str
    address: str
    stories: tuple[Story, ...]


@dataclass(frozen=True, slots=True)
class Front(Generic[Story]):
    """The places of a front, from top to bottom."""

    lead: Story | None = None
    beside: tuple[Story, ...] = ()
    under: tuple[Story, ...] = ()
    band: tuple[Story, ...] = ()
    opinions: tuple[Story, ...] = ()
    blocks: tuple[SectionBlock[Story], ...] = ()
    more: tuple[Story, ...] = ()


def arrange(stories: Sequence[Story]) -> Front[Story]:
    """Lay out stories, which come in the newsroom's order."""
    if not stories:
        return Front()
    lead, rest = stories[0], list(stories[1:])
    opinions = [story for story in rest if story.is_opinion][:STRIP]
    if len(opinions) < 2:  # one opinion makes no strip
        opinions = []
    news = [story for story in rest if not any(story is opinion for opinion in opinions)]
    beside, news = news[:BESIDE], news[BESIDE:]
    # A row that is not full looks like a mistake, so it is full or it is not there.
    under, news = (news[:UNDER], news[UNDER:]) if len(news) >= UNDER + BAND else ([], news)
    band, news = (news[:BAND], news[BAND:]) if len(news) >= BAND else ([], news)
    blocks, more = _blocks(news)
    return Front(lead, tuple(beside), tuple(under), tuple(band), tuple(opinions), blocks, more)


def _blocks(stories: Sequence[Story]) -> tuple[tuple[SectionBlock[Story], ...], tuple[Story, ...]]:
    """A block for each section that has at least two stories left; the others come last, together."""
    by_section: dict[tuple[str, str], list[Story]] = {}
    for story in stories:
        by_section.setdefault((story.section_name, story.section_address), []).append(story)
    blocks = tuple(
        SectionBlock(name, address, tuple(found[:BLOCK]))
        for (name, address), found in by_section.items()
        if len(found) > 1
    )
    placed = {id(story) for block in blocks for story in block.stories}
    return blocks, tuple(story for story in stories if id(story) not in placed)

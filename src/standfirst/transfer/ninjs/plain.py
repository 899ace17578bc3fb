"""Plain text → paragraphs."""

from __future__ import annotations

import re
from html import escape

from standfirst.newsroom.stories.cut import Paragraph

from .blocks import WireBlock, bare

_BLANK_LINE = re.compile(r"\n[ \t]*\n")
#: TT begins with the headline and a line such as "Försvar TT": no sentence, and no longer than this.
LONGEST_VIGNETTE = 40


def blocks_of_text(text: str, *, headline: str) -> list[WireBlock]:
    """Paragraphs are parted by blank lines; where there are none, each line is one.

    A headline repeated at the start is dropped, and so is a vignette line right under it.
    """
    clean = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    parts = _BLANK_LINE.split(clean) if _BLANK_LINE.search(clean) else clean.split("\n")
    lines = [
        joined for part in parts if (joined := " ".join(part.split(None) if "\n" in part else [part.strip()]))
    ]
    if lines and bare(lines[0]) == bare(headline):
        lines = lines[1:]
        if len(lines) > 1 and len(lines[0]) <= LONGEST_VIGNETTE and lines[0][-1].isalnum():
            lines = lines[1:]
    return [Paragraph(escape(line, quote=False)) for line in lines]

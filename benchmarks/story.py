"""The one article that all peers serve: about 35 KB of page."""

from __future__ import annotations

HEADLINE = "The ferry that would not sail"
_SENTENCE = (
    "The harbour master counted the boats twice, wrote the number on the back of an envelope, and went to "
    "find somebody who would believe him. "
)
PARAGRAPHS = [f"{number}. {_SENTENCE * 6}" for number in range(1, 36)]

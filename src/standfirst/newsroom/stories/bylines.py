"""A byline may live inside the standfirst: "…, writes Maya Okafor". There the name is linked, and not printed twice."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from .models import Author

_AT_THE_END = re.compile(r"[\s.!?…]*$")
#: What stands between two names: a comma, or "and" in the languages that agencies send.
_BETWEEN = re.compile(r"(?:\s*,\s*(?:(?:and|und)\s+)?|\s+(?:and|und|och|et|og|en|y|e|&)\s+)$")


def link_byline(standfirst: str, authors: Sequence[Author]) -> tuple[SafeString, bool]:
    """Link the authors whose names end the standfirst; the second value says whether those are all of them.

    A name that is merely mentioned on the way stays plain: it is no byline.
    """
    ending = _AT_THE_END.search(standfirst)
    at = ending.start() if ending else len(standfirst)
    pieces: list[SafeString] = [conditional_escape(standfirst[at:])]
    left = {author.name: author for author in authors if author.name.strip()}
    head = standfirst[:at]
    while author := _named_last(head, left):
        pieces.append(format_html('<a rel="author" href="{}">{}</a>', author.address, author.name))
        del left[author.name]
        head = head[: -len(author.name)]
        between = _BETWEEN.search(head)
        if between is None or not _named_last(head[: between.start()], left):
            break
        pieces.append(conditional_escape(between[0]))
        head = head[: between.start()]
    pieces.append(conditional_escape(head))
    linked = format_html_join("", "{}", ((piece,) for piece in reversed(pieces)))
    return linked, bool(authors) and not left


def _named_last(text: str, authors: dict[str, Author]) -> Author | None:
    """The author whose whole name, not a part of a longer word, is the last thing in the text."""
    fitting = [name for name in authors if text.endswith(name) and not text[: -len(name)][-1:].isalnum()]
    return authors[max(fitting, key=len)] if fitting else None

"""Disqus's export: threads and posts, each by a number. Pure but for reading the file.

What a file lacks is missed by nobody; a post without a thread is told, not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from .records import LeftOut, OldComment, OldThread, Record, State
from .values import instant, is_true
from .xml import Element, elements

WANTED = {
    "thread": frozenset({"@id", "id", "link", "title", "isClosed", "forum"}),
    "post": frozenset(
        {
            "@id", "message", "createdAt", "isDeleted", "isSpam", "isApproved", "thread@id", "parent@id",
            "author/name", "author/email", "author/username",
        }
    ),
}  # fmt: skip
_ADDRESS = re.compile(r"https?://\S{1,2000}", re.IGNORECASE)


def read(path: Path) -> Iterator[Record]:
    """Threads and comments in the order of the file. Raises XmlProblem."""
    for element in elements(path, WANTED):
        yield _thread(element) if element.name == "thread" else _post(element)


def _thread(element: Element) -> Record:
    key = element.get("@id")
    if not key:
        return LeftOut("a thread without a number")
    # WordPress's plugin writes "81 https://paper.example/?p=81" for an identifier.
    named = element.get("id")
    known = [element.get("link"), *_ADDRESS.findall(named), named, key]
    return OldThread(
        key=key,
        addresses=tuple(dict.fromkeys(filter(None, known))),
        title=element.get("title"),
        is_closed=is_true(element.get("isClosed")),
    )


def _post(element: Element) -> Record:
    key, thread = element.get("@id"), element.get("thread@id")
    if not key:
        return LeftOut("a comment without a number")
    if not thread:
        return LeftOut("a comment that names no thread")
    if element.is_too_long:
        return LeftOut("a comment longer than any that is kept")
    return OldComment(
        key=key,
        thread=thread,
        parent=element.get("parent@id"),
        name=element.get("author/name"),
        email=element.get("author/email"),
        account=element.get("author/username"),
        html=element.get("message"),
        state=_state(element),
        at=instant(element.get("createdAt")),
    )


def _state(element: Element) -> State:
    if is_true(element.get("isDeleted")):
        return State.DELETED
    if is_true(element.get("isSpam")):
        return State.SPAM
    approved = element.get("isApproved")
    return State.WAITING if approved and not is_true(approved) else State.SHOWN

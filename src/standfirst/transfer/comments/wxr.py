"""WordPress's export (WXR 1.0 to 1.2): comments below the items they were written under."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .records import House, LeftOut, OldComment, OldThread, Record, State
from .values import instant
from .xml import Element, elements

WANTED = {
    "base_blog_url": frozenset({""}),
    "item": frozenset({"title", "link", "guid", "post_id", "post_name", "post_password", "comment_status"}),
    "comment": frozenset(
        {
            "comment_id", "comment_author", "comment_author_email", "comment_date_gmt", "comment_date",
            "comment_content", "comment_approved", "comment_type", "comment_parent", "comment_user_id",
        }
    ),
}  # fmt: skip
STATES = {
    "1": State.SHOWN,
    "approve": State.SHOWN,
    "approved": State.SHOWN,
    "0": State.WAITING,
    "hold": State.WAITING,
    "spam": State.SPAM,
    "trash": State.DELETED,
    "post-trashed": State.DELETED,
}
PINGS = frozenset({"pingback", "trackback"})


def read(path: Path) -> Iterator[Record]:
    """A thread before its first comment, and again, whole, when its item ends. Raises XmlProblem."""
    told: Element | None = None
    for element in elements(path, WANTED):
        if element.name == "base_blog_url":
            yield House(element.get(""))
            continue
        if element.name == "item":
            if element is told:
                yield _thread(element)
            continue
        item = element.around
        if item is None or not item.get("post_id", "link", "guid"):
            yield LeftOut("a comment below nothing that has a number or an address")
            continue
        if item.get("post_password"):
            yield LeftOut("a comment below a story that has a password")
            continue
        if item is not told:
            told = item
            yield _thread(item)
        yield _comment(element, item)


def _thread(item: Element) -> OldThread:
    number = item.get("post_id")
    return OldThread(
        key=_key(item),
        addresses=tuple(dict.fromkeys(filter(None, (item.get("link"), item.get("guid"), number)))),
        title=item.get("title"),
        is_closed=item.get("comment_status").lower() == "closed",
    )


def _key(item: Element) -> str:
    return item.get("post_id", "link", "guid")


def _comment(element: Element, item: Element) -> Record:
    key = element.get("comment_id")
    kind = element.get("comment_type").lower()
    if kind in PINGS:
        return LeftOut("a pingback or trackback: a link, not a reader's words")
    if kind not in {"", "comment"}:
        return LeftOut("something of another kind than a comment, such as a note on an order")
    if not key:
        return LeftOut("a comment without a number")
    if element.is_too_long:
        return LeftOut("a comment longer than any that is kept")
    parent, account = element.get("comment_parent"), element.get("comment_user_id")
    return OldComment(
        key=key,
        thread=_key(item),
        parent="" if parent == "0" else parent,
        name=element.get("comment_author"),
        email=element.get("comment_author_email"),
        account="" if account == "0" else account,
        html=_paragraphs(element.get("comment_content")),
        state=STATES.get(element.get("comment_approved").lower(), State.WAITING),
        at=instant(element.get("comment_date_gmt")) or instant(element.get("comment_date")),
    )


def _paragraphs(text: str) -> str:
    """WordPress keeps lines as lines and makes paragraphs of them when it prints."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n\n", "<p>").replace("\n", "<br>")

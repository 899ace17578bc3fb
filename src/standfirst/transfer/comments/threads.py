"""Our own export of threads, read again: docs/contracts/threads.md."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .exporting import FORMAT, VERSION
from .records import BrokenFile, House, LeftOut, OldComment, OldThread, Record, State
from .values import instant

#: Bytes of the longest line that is read: a comment of the longest kind, and its HTML.
LONGEST_LINE = 1_000_000
_STATES = {
    "shown": State.SHOWN,
    "waiting": State.WAITING,
    "rejected": State.REJECTED,
    "deleted": State.DELETED,
}
#: What else is known of a comment, by what the file calls it.
_MARKS = {"edited": "edited_at", "featured": "featured_at", "pinned": "pinned_at"}


def read(path: Path) -> Iterator[Record]:
    """Threads and comments in the order of the file. Raises BrokenFile with the line."""
    with path.open("rb") as raw:
        is_packed = raw.read(2) == b"\x1f\x8b"
    number = 0
    with gzip.open(path) if is_packed else path.open("rb") as file:
        try:
            while line := file.readline(LONGEST_LINE):
                number += 1
                yield from _record(_parsed(line, number), is_first=number == 1)
        except (EOFError, zlib.error, gzip.BadGzipFile):
            raise BrokenFile(f"line {number + 1}: the file breaks off") from None


def _parsed(line: bytes, number: int) -> dict[str, Any]:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        raise BrokenFile(f"line {number}: this is no JSON") from None
    if not isinstance(told, dict):
        raise BrokenFile(f"line {number}: this is no object")
    return told


def _record(told: dict[str, Any], *, is_first: bool) -> Iterator[Record]:
    kind = told.get("kind")
    if is_first:
        if (kind, told.get("format"), told.get("version")) != ("head", FORMAT, VERSION):
            raise BrokenFile(f"line 1: this is no export of threads, version {VERSION}")
        yield House(_text(told, "paper"))
    elif kind == "thread":
        yield _thread(told)
    elif kind == "comment":
        yield _comment(told)


def _thread(told: dict[str, Any]) -> Record:
    known = (_text(told, "address"), _text(told, "uri"))
    return OldThread(
        key=_text(told, "thread"),
        addresses=tuple(filter(None, known)),
        title=_text(told, "headline"),
        is_closed=bool(told.get("closed")),
    )


def _comment(told: dict[str, Any]) -> Record:
    key, thread, state = _text(told, "comment"), _text(told, "thread"), _STATES.get(_text(told, "status"))
    if not key or not thread or state is None:
        return LeftOut("a comment without number, thread or status")
    author = told.get("author") if isinstance(told.get("author"), dict) else {}
    quote, reasons = told.get("quote"), told.get("reasons")
    return OldComment(
        key=key,
        thread=thread,
        parent=_text(told, "answers"),
        name=_text(author, "name"),
        email=_text(author, "email"),
        account=_text(author, "handle"),
        text=_text(told, "text"),
        state=state,
        at=instant(_text(told, "written")),
        quote=quote if isinstance(quote, dict) else None,
        reasons=tuple(one[:1000] for one in reasons if isinstance(one, str))
        if isinstance(reasons, list)
        else (),
        marks={column: at for name, column in _MARKS.items() if (at := _text(told, name)) and instant(at)},
    )


def _text(told: Any, name: str) -> str:
    """A text or a number as text; "" for anything else."""
    found = told.get(name)
    return str(found) if isinstance(found, str | int) and not isinstance(found, bool) else ""

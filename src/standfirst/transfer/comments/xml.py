"""XML of any size from a stranger, element by element.

What a huge file costs is time, never memory: of each element only the values that somebody asked for are kept, each to
a limit. What a hostile one costs is an error: no document type, no entities, no depth without end. What is merely
broken is mended where nothing can be misread: control characters and bytes that are no UTF-8.
"""

from __future__ import annotations

import codecs
import gzip
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler

from defusedxml import DefusedXmlException
from defusedxml.expatreader import create_parser

from .records import BrokenFile

CHUNK = 1 << 16
DEEPEST = 60
#: Characters kept of one value; what is longer is no comment.
LONGEST = 200_000
_CONTROL = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")


class XmlProblem(BrokenFile):
    """Where the XML cannot be read any further, and why."""


@dataclass(slots=True)
class Element:
    """One element that was asked for: its values by path below it (`author/name`), attributes as `thread@id`."""

    name: str
    values: dict[str, str] = field(default_factory=dict)
    #: That a value was longer than any that is kept.
    is_too_long: bool = False
    #: The element around it that was asked for, too, with the values that came before.
    around: Element | None = None

    def get(self, *paths: str) -> str:
        """The first of these that is there and not empty, without spaces around it."""
        return next((said for path in paths if (said := self.values.get(path, "").strip())), "")


def elements(path: Path, wanted: dict[str, frozenset[str]]) -> Iterator[Element]:
    """The elements of these names, each when it ends, with the values at these paths. Prefixes do not count.

    Raises XmlProblem; what was read before stands.
    """
    handler = _Handler(wanted)
    parser = create_parser(forbid_dtd=True)
    parser.setContentHandler(handler)
    try:
        for text in _texts(path):
            parser.feed(text)
            yield from handler.taken()
        parser.close()
    except SAXParseException as error:
        yield from handler.taken()
        raise XmlProblem(f"line {error.getLineNumber()}: {error.getMessage()}") from error
    except (DefusedXmlException, SAXException) as error:
        yield from handler.taken()
        raise XmlProblem(f"is refused: {_name(error)}") from error
    except (OSError, EOFError, UnicodeError) as error:
        yield from handler.taken()
        raise XmlProblem(f"cannot be read: {error}") from error
    yield from handler.taken()


def _name(error: Exception) -> str:
    if isinstance(error, DefusedXmlException):
        return "it holds a document type or an entity, which no export needs"
    return str(error)


def _texts(path: Path) -> Iterator[str]:
    """The file's text in pieces, unpacked where it is gzip, without what no XML may hold."""
    with path.open("rb") as plain:
        packed = plain.read(2) == b"\x1f\x8b"
        plain.seek(0)
        source: IO[bytes] = gzip.GzipFile(fileobj=plain) if packed else plain  # type: ignore[assignment]
        head = source.read(CHUNK)
        if not head.strip(codecs.BOM_UTF8 + b" \t\r\n"):
            raise XmlProblem("is empty")
        decoder = codecs.getincrementaldecoder(_encoding(head))(errors="replace")
        text = decoder.decode(head).lstrip("\ufeff \t\r\n")
        # Whatever it was: what the parser hears is text already.
        yield re.sub(r"^<\?xml[^>]*\?>", "", text, count=1).translate(_CONTROL)
        while piece := source.read(CHUNK):
            yield decoder.decode(piece).translate(_CONTROL)


def _encoding(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    declared = _DECLARED.match(head.removeprefix(codecs.BOM_UTF8))
    name = declared[1].decode() if declared else "utf-8"
    try:
        info = codecs.lookup(name)
    except LookupError:
        raise XmlProblem(f"is in “{name}”, which is no encoding known here") from None
    if not getattr(info, "_is_text_encoding", True):
        raise XmlProblem(f"is in “{name}”, which is no encoding of text")
    return info.name


class _Handler(ContentHandler):
    """Keeps the path from the root, and the values asked for of the innermost element asked for."""

    def __init__(self, wanted: dict[str, frozenset[str]]) -> None:
        super().__init__()
        self._wanted = wanted
        self._path: list[str] = []
        self._open: list[tuple[int, Element]] = []
        self._text: list[str] | None = None
        self._size = 0
        self._done: deque[Element] = deque()

    def taken(self) -> Iterator[Element]:
        while self._done:
            yield self._done.popleft()

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802 - SAX calls it so
        local = name.rpartition(":")[2]
        self._path.append(local)
        if len(self._path) > DEEPEST:
            raise SAXException(f"it is nested more than {DEEPEST} deep")
        if local in self._wanted and not self._within(local):
            around = self._open[-1][1] if self._open else None
            self._open.append((len(self._path), Element(local, around=around)))
        if not self._open:
            return
        depth, element = self._open[-1]
        below = "/".join(self._path[depth:])
        asked = self._wanted[element.name]
        for attribute, value in attrs.items():
            at = f"{below}@{attribute.rpartition(':')[2]}"
            if at in asked:
                element.values.setdefault(at, value[:LONGEST])
        self._text, self._size = ([], 0) if below in asked and below not in element.values else (None, 0)

    def _within(self, name: str) -> bool:
        """A thread's number is told inside a post by an element that is called thread, too."""
        return bool(self._open) and name not in _MAY_HOLD.get(self._open[-1][1].name, ())

    def characters(self, content: str) -> None:
        if self._text is None:
            return
        self._size += len(content)
        if self._size <= LONGEST:
            self._text.append(content)
        else:
            self._open[-1][1].is_too_long = True

    def endElement(self, _name: str) -> None:  # noqa: N802
        if self._open:
            depth, element = self._open[-1]
            if self._text is not None:
                element.values.setdefault("/".join(self._path[depth:]), "".join(self._text))
            if len(self._path) == depth:
                self._done.append(element)
                self._open.pop()
        self._text = None
        self._path.pop()


#: Which elements are asked for inside others that are.
_MAY_HOLD = {"item": ("comment",)}

"""One JSON object and its place in the file. Names are looked up in any spelling: `versionCreated` (ninjs 3),
`versioncreated` (2) and `version_created` are one name. Strict: a value of the wrong kind is an error that says
where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from .errors import WireError

_KINDS = {
    dict: "an object", list: "a list", str: "a text", bool: "true or false", int: "a number", float: "a number",
    type(None): "null",
}  # fmt: skip
#: Control characters that no text needs, and halves of surrogate pairs that no encoding can carry.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
EARLIEST, LATEST = 1000, 9990


def kind_of(value: object) -> str:
    return _KINDS.get(type(value), "of an unknown kind")


@dataclass(frozen=True, slots=True)
class Item:
    """An object of the file. `place` is empty for the outermost one."""

    values: dict[str, Any]
    place: str = ""

    @classmethod
    def of(cls, value: object, place: str = "") -> Item:
        """Raises WireError when the value is no object."""
        if not isinstance(value, dict):
            raise WireError(place, f"is {kind_of(value)}, not an object")
        return cls({_plain_name(name): inner for name, inner in value.items()}, place)

    def at(self, name: str) -> str:
        return f"{self.place}.{name}" if self.place else name

    def value(self, *names: str) -> tuple[str, Any]:
        """The first of these names that is there and not null, with its value."""
        for name in names:
            found = self.values.get(_plain_name(name))
            if found is not None:
                return name, found
        return names[0], None

    def text(self, *names: str) -> str:
        """The text under the first of these names that is there; "" when none is."""
        name, found = self.value(*names)
        if found is None:
            return ""
        if not isinstance(found, str):
            raise WireError(self.at(name), f"is {kind_of(found)}, not a text")
        return _UNPRINTABLE.sub("", found).strip()

    def text_or_number(self, name: str) -> str:
        """Versions are texts in the standard and numbers in real files."""
        _, found = self.value(name)
        if isinstance(found, int) and not isinstance(found, bool) and abs(found) < 10**18:
            return str(found)
        return self.text(name)

    def size(self, name: str) -> int:
        """A width, height or number of bytes, for choosing only: 0 where it says nothing usable."""
        _, found = self.value(name)
        return found if isinstance(found, int) and 0 < found < 10**12 else 0

    def instant(self, *names: str) -> datetime | None:
        """An RFC 3339 date and time, in UTC."""
        text = self.text(*names)
        if not text:
            return None
        place = self.at(self.value(*names)[0])
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            raise WireError(place, f"“{text[:60]}” is no date and time (RFC 3339)") from None
        if found.tzinfo is None:
            raise WireError(place, f"“{text[:60]}” does not say its time zone")
        if not EARLIEST <= found.year <= LATEST:
            raise WireError(place, f"“{text[:60]}” is no year a newspaper knows")
        return found.astimezone(UTC)

    def items(self, *names: str) -> Iterator[Item]:
        """The objects in a list. In ninjs 1.x associations and renditions are an object: its names become theirs."""
        name, found = self.value(*names)
        place = self.at(name)
        if found is None:
            return
        if isinstance(found, dict):
            for key, value in found.items():
                inner = Item.of(value, f"{place}.{_UNPRINTABLE.sub('', str(key))[:60]}")
                inner.values.setdefault("name", key)
                yield inner
            return
        if not isinstance(found, list):
            raise WireError(place, f"is {kind_of(found)}, not a list")
        for number, value in enumerate(found):
            yield Item.of(value, f"{place}[{number}]")


def _plain_name(name: str) -> str:
    return name.replace("_", "").lower()

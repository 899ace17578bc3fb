"""A question, its answer, and whoever can put one: the Front in this process, or a running site."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import brotli

from standfirst.editions import rules
from standfirst.editions.rules import Face


@dataclass(frozen=True, slots=True)
class Guise:
    """How somebody looks. `country` is what an edge that knows the secret says of them."""

    name: str
    headers: Mapping[str, str] = field(default_factory=dict)
    edition: str = ""
    country: str = ""
    is_reader: bool = False

    def home(self, faces: Sequence[Face], fixed: str, address: str) -> str:
        """The edition whose wall they meet at this address."""
        asked = address.partition("?")[0].strip("/").partition("/")[0]
        chosen = rules.choose(faces, cookie=self.edition, country=self.country, fixed_home=fixed, asked=asked)
        return chosen.home


STRANGER = Guise("a stranger")


@dataclass(frozen=True, slots=True)
class Question:
    """A request: `address` is a path with its query, as it is written in a link."""

    address: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    guise: Guise = STRANGER

    @property
    def sent(self) -> dict[str, str]:
        """All headers of the request."""
        return {**self.headers, **self.guise.headers}

    def __str__(self) -> str:
        more = ", ".join(f"{name}: {value}" for name, value in self.headers.items())
        return f"{self.method} {self.address} as {self.guise.name}" + (f" ({more})" if more else "")


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, its content as it came."""

    status: int
    headers: tuple[tuple[str, str], ...]
    content: bytes

    def header(self, name: str) -> str:
        """The first header of this name, or nothing; `name` in small letters."""
        return next((value for known, value in self.headers if known.lower() == name), "")

    @property
    def text(self) -> str:
        """The body unpacked and decoded; what cannot be unpacked is read as it is."""
        try:
            body = _UNPACK.get(self.header("content-encoding"), bytes)(self.content)
        except (OSError, EOFError, zlib.error, brotli.error):
            body = self.content
        return body.decode("utf-8", "replace")

    @property
    def said(self) -> str:
        """Everything that was said: headers, then the body."""
        return "\n".join(f"{name}: {value}" for name, value in self.headers) + "\n\n" + self.text


_UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, "deflate": zlib.decompress}


class Asker(Protocol):
    def ask(self, question: Question) -> Reply:
        """Put the question. Raises OSError when no answer can be had."""

"""Which edition is a request for? Pure.

The edition on show decides front, zone and language; the home edition decides the wall. The
visitor's country picks the home edition and then is forgotten: it is in no cache key.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

COOKIE = "edition"


@dataclass(frozen=True, slots=True)
class Face:
    """What the choice needs to know of an edition."""

    slug: str
    countries: frozenset[str]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The slugs of the edition on show and of the home edition."""

    on_show: str
    home: str


def named_in(path: str) -> str:
    """The part of an address that may name an edition: "us" of `/us/`. Whoever remembers by it asks here too."""
    return path[1:].partition("/")[0]


def choose(
    faces: Sequence[Face], *, cookie: str = "", country: str = "", fixed_home: str = "", asked: str = ""
) -> Chosen:
    """Choose among the editions, in their order; the first is the default.

    `asked` is an edition that the address itself names (`/us/`); `cookie` what the visitor chose with
    the switch; `country` what a trusted edge says; `fixed_home` the operator's setting. Whatever is
    not an edition of this paper means nothing. Raises ValueError when there are no editions.
    """
    if not faces:
        raise ValueError("a paper needs at least one edition")
    slugs = [face.slug for face in faces]
    on_show = next((slug for slug in (asked, cookie) if slug in slugs), slugs[0])
    by_country = next((face.slug for face in faces if country and country.upper() in face.countries), "")
    home = next((slug for slug in (by_country, fixed_home) if slug in slugs), on_show)
    return Chosen(on_show=on_show, home=home)

"""Which story had this address: addresses of another house, compared without what makes no difference."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings

from standfirst.kit.numbers import whole_number
from standfirst.newsroom.stories.addresses import number_at
from standfirst.newsroom.stories.models import Article

from ..models import OldAddress

LONGEST = 500
#: Houses that may have had the same path.
MOST_HOUSES = 20
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)
_ENDING = re.compile(r"\.(?:html?|php|aspx?)$", re.IGNORECASE)
_BY_NUMBER = re.compile(r"(?:^|&)(p|page_id)=(\d{1,18})(?:&|$)")


class BadTable(ValueError):
    """A line of the table of addresses that cannot be used, and why."""


def normal(address: str) -> str:
    """`https://www.Paper.example/a/index.html?utm=x#c` → `paper.example/a`. Pure. "" for what is no address."""
    text = address.strip()
    try:
        parts = urlsplit(text if "//" in text else f"//{text}" if not text.startswith("/") else text)
    except ValueError:
        return ""
    host = (parts.netloc.rpartition("@")[2]).lower().removeprefix("www.")
    path = unquote(_INDEX.sub("/", parts.path)).rstrip("/")
    asked = _BY_NUMBER.search(parts.query)
    query = f"?{asked[1]}={asked[2]}" if asked else ""
    return f"{host}{path}{query}"[:LONGEST]


@dataclass(slots=True)
class Stories:
    """Finds the story of an old address: by the table that was given, by what is known from before, by the agency's
    identifier, by an address of our own; and where it is asked for, by the last part of the address alone."""

    by_slug: bool = False
    table: dict[str, int] = field(default_factory=dict)

    def find(self, addresses: Iterable[str]) -> int | None:
        """The number of the story that had any of these; the first that is known counts."""
        asked = [address for address in addresses if address]
        spelled = [said for address in asked if (said := normal(address))]
        for address in [*asked, *spelled]:
            if address in self.table:
                return self.table[address]
        known = dict(OldAddress.objects.filter(address__in=spelled).values_list("address", "article"))
        found = next((known[said] for said in spelled if said in known), None)
        if found is None:
            found = Article.objects.filter(uri__in=asked).values_list("pk", flat=True).first()
        if found is None:
            found = next((own for address in asked if (own := _own(address)) is not None), None)
        if found is None and self.by_slug:
            found = next((one for said in spelled if (one := _by_slug(said)) is not None), None)
        return found


def _own(address: str) -> int | None:
    """The story at an address of this paper."""
    here = urlsplit(settings.CONFIGURATION.url).netloc.lower().removeprefix("www.")
    said = normal(address)
    host, slash, path = said.partition("/")
    number = number_at(f"/{path}") if slash and host == here else None
    return number if number is not None and Article.objects.filter(pk=number).exists() else None


def _by_slug(said: str) -> int | None:
    """The only story whose slug is the last part of the address."""
    slug = _ENDING.sub("", said.partition("?")[0].rpartition("/")[2])
    found = list(Article.objects.filter(slug=slug).values_list("pk", flat=True)[:2]) if slug else []
    return found[0] if len(found) == 1 else None


def read_table(path: Path) -> dict[str, int]:
    """`old,new` in each line: an old address (or what the thread is called), and a story's address or number here.

    Raises BadTable with the line.
    """
    table: dict[str, int] = {}
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        for number, row in enumerate(csv.reader(file), start=1):
            cells = [cell.strip() for cell in row]
            if not any(cells) or cells[0].startswith("#"):
                continue
            if len(cells) != 2:
                raise BadTable(f"{path}, line {number}: two columns are needed, old and new")
            story = _story(cells[1])
            if story is None:
                if number == 1:
                    continue  # the names of the columns
                raise BadTable(f"{path}, line {number}: there is no story at “{cells[1][:80]}”")
            table[cells[0]] = story
            table.setdefault(normal(cells[0]), story)
    return table


def _story(new: str) -> int | None:
    number = whole_number(new)
    if number is None:
        number = number_at(urlsplit(new).path)
    return number if number is not None and Article.objects.filter(pk=number).exists() else None


def remember(table: dict[str, int]) -> None:
    """Keep a table's addresses, so that the next import knows them by itself."""
    for address, number in table.items():
        if normal(address) == address and ("/" in address or "." in address):
            OldAddress.objects.update_or_create(address=address, defaults={"article_id": number})


def remember_where(addresses: Iterable[str], story: int) -> None:
    """Keep the addresses that a story had in a file, so that they lead to it: `story_once_at`. What is known stays."""
    whole = {normal(address) for address in addresses if "://" in address and _own(address) is None}
    known = [OldAddress(address=address, article_id=story) for address in whole if "/" in address]
    OldAddress.objects.bulk_create(known, ignore_conflicts=True)


def story_once_at(host: str, path: str) -> Article | None:
    """The story that had this path in another house, if that is one story's: where its old host leads here, what
    people kept still leads to it."""
    asked = normal(f"//{host}{path}")
    if "/" not in asked:
        return None
    rows = OldAddress.objects.filter(path=asked[asked.index("/") :]).select_related("article")
    found = {row.address: row.article for row in rows[:MOST_HOUSES]}
    stories = {article.pk: article for article in found.values()}
    return found.get(asked) or (stories.popitem()[1] if len(stories) == 1 else None)

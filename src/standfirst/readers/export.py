"""Own data to take away, as one JSON document: docs/contracts/own-data.md."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from . import portraits
from .models import Reader
from .personal_data import PERSONAL_DATA, Keeper

FORMAT, VERSION = "standfirst/own-data", 1


def export(reader: Reader) -> Iterator[str]:
    """The document, piece by piece: however much somebody wrote, one row is in memory at a time.

    What the keepers say is said at once, in the language that is active now; the rows are read as they are asked for.
    """
    paper = {"name": settings.PAPER_NAME, "address": settings.CONFIGURATION.url}
    head = {
        "format": FORMAT,
        "version": VERSION,
        "paper": paper,
        "made_at": timezone.now(),
        "picture": _picture(reader),
    }
    parts = [(keeper, _about(keeper)) for keeper in PERSONAL_DATA if keeper.fields]
    return _document(_json(head), parts, reader)


def _document(head: str, parts: list[tuple[Keeper, str]], reader: Reader) -> Iterator[str]:
    yield head[:-1] + ',\n "parts": ['
    for number, (keeper, about) in enumerate(parts):
        yield (",\n  " if number else "\n  ") + about[:-1] + ', "rows": ['
        for place, row in enumerate(keeper.export(reader)):
            yield (",\n   " if place else "\n   ") + _json(row)
        yield "]}"
    yield "\n ]}\n"


def _about(keeper: Keeper) -> str:
    said = keeper.purpose
    return _json(
        {
            "model": keeper.model._meta.label_lower,  # noqa: SLF001
            "as": keeper.columns[0],
            "what": str(said.what),
            "why": str(said.why),
            "kept": str(said.kept),
            "on_leaving": str(said.on_leaving),
        }
    )


def _picture(reader: Reader) -> dict[str, str] | None:
    data = portraits.read(reader.portrait) if reader.portrait else b""
    return {"type": "image/jpeg", "base64": base64.b64encode(data).decode()} if data else None


def _json(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)

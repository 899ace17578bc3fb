"""Makers for tests."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.test import Client

from standfirst.editions.models import Edition

from .models import Partner
from .partners import Agreement, make_partner


@dataclass
class Asking:
    """A partner with the client it asks with."""

    client: Client
    partner: Partner
    key: str

    def get(self, what: str = "feed.atom", **headers: str) -> Any:
        return self.client.get(f"/partners/{self.key}/{what}", headers=headers)


def agreed(
    *editions: Edition, formats: Collection[str] = (), sections: Collection[Any] = (), **fields: Any
) -> tuple[Partner, str]:
    """A partner and the key; all formats, unless they are named."""
    agreement = Agreement(editions, formats or Partner.Format.values, sections)
    return make_partner(agreement=agreement, **{"name": "Northern Wire", **fields})

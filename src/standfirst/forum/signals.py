"""What the forum hears of other floors. Connected in web/wiring.py."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from standfirst.readers.models import Reader

from .sanctions import carry_over


def reader_saved(
    instance: Reader, *, raw: bool = False, update_fields: Collection[str] | None = None, **_others: Any
) -> None:
    """An account has an address, perhaps a new one: what holds for the address holds for the account."""
    if not raw and (update_fields is None or "email" in update_fields):
        carry_over(instance)

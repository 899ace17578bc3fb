"""The verbs that put a line on the bus. Reading it is the Front's work."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from standfirst.kit.statements import insert

from .models import BusMessage


def forget(keys: Iterable[str]) -> None:
    """Drop every stored page that carries one of these keys, in every process, once this commits."""
    names = sorted(set(keys))
    if names:
        _say(kind=BusMessage.Kind.FORGET, payload=names)


def withdraw(keys: Iterable[str]) -> None:
    """Like `forget`, for what must not come back: a story taken down, a wall put up.

    A forgotten copy may stand in while the database is away; a withdrawn one never does.
    """
    names = sorted(set(keys))
    if names:
        _say(kind=BusMessage.Kind.WITHDRAW, payload=names)


def revoke(tags: Iterable[str]) -> None:
    """End the passes of these sessions, in every process, once this commits."""
    names = sorted(set(tags))
    if names:
        _say(kind=BusMessage.Kind.REVOKE, payload=names)


def change_keys() -> None:
    """Have every process read the keys of passes again, once this commits."""
    _say(kind=BusMessage.Kind.KEYS, payload=[])


def announce(topic: str, number: int) -> None:
    """Tell the open streams a name and a number, never a text: ("thread/81", 3)."""
    _say(kind=BusMessage.Kind.ANNOUNCE, payload=[topic, number])


def forget_and_announce(keys: Iterable[str], topic: str, number: int, *, for_good: bool = False) -> None:
    """`forget` (or `withdraw`, for good), then `announce`, by one statement: a comment is in a hurry."""
    kind = BusMessage.Kind.WITHDRAW if for_good else BusMessage.Kind.FORGET
    insert(
        BusMessage(kind=kind, payload=sorted(set(keys))),
        BusMessage(kind=BusMessage.Kind.ANNOUNCE, payload=[topic, number]),
    )


def _say(*, kind: BusMessage.Kind, payload: list[Any]) -> None:
    insert(BusMessage(kind=kind, payload=payload))

"""The verbs that put a line on the bus. Reading it is the Front's work."""

from __future__ import annotations

from collections.abc import Iterable

from .models import BusMessage


def forget(keys: Iterable[str]) -> None:
    """Drop every stored page that carries one of these keys, in every process, once this commits."""
    names = sorted(set(keys))
    if names:
        BusMessage.objects.create(kind=BusMessage.Kind.FORGET, payload=names)


def revoke(tags: Iterable[str]) -> None:
    """End the passes of these sessions, in every process, once this commits."""
    names = sorted(set(tags))
    if names:
        BusMessage.objects.create(kind=BusMessage.Kind.REVOKE, payload=names)


def announce(topic: str, number: int) -> None:
    """Tell the open streams a name and a number, never a text: ("thread/81", 3)."""
    BusMessage.objects.create(kind=BusMessage.Kind.ANNOUNCE, payload=[topic, number])

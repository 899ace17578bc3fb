"""Verbs of a reader's own inbox and preferences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from standfirst.delivery.bus import announce

from .models import InboxItem, Preference
from .queries import inbox_topic, unread


@transaction.atomic
def mark_read(*, reader: int, numbers: Iterable[int] | None = None) -> None:
    """Mark these notices of a reader as read, or all of them; every open page hears of it."""
    items = InboxItem.objects.filter(reader=reader, read_at=None)
    if numbers is not None:
        items = items.filter(pk__in=list(numbers))
    if items.update(read_at=timezone.now()):
        announce(inbox_topic(reader), unread(reader))


@transaction.atomic
def set_preferences(*, reader: int, wanted: Mapping[tuple[str, str], bool]) -> None:
    """What a reader says about kinds of notices, by (kind, channel)."""
    for (kind, channel), yes in wanted.items():
        Preference.objects.update_or_create(
            reader_id=reader, kind=kind, channel=channel, defaults={"wanted": yes}
        )

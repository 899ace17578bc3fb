"""Verbs of a reader's own inbox."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from standfirst.delivery.bus import announce

from .models import InboxItem
from .queries import inbox_topic, unread


@transaction.atomic
def mark_read(*, reader: int, numbers: Iterable[int] | None = None) -> None:
    """Mark these notices of a reader as read, or all of them; every open page hears of it."""
    items = InboxItem.objects.filter(reader=reader, read_at=None)
    if numbers is not None:
        items = items.filter(pk__in=list(numbers))
    if items.update(read_at=timezone.now()):
        announce(inbox_topic(reader), unread(reader))

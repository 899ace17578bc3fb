"""Makers for tests."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from standfirst.editions.models import Edition

from ..models import Newsletter, Subscriber


def make_newsletter(edition: Edition, **fields: Any) -> Newsletter:
    """A newsletter that goes out at seven, every day."""
    values: dict[str, Any] = {"slug": "morning", "name": "Morning briefing", "weekdays": list(range(7))}
    return Newsletter.objects.create(edition=edition, **{**values, **fields})


def make_subscribers(newsletter: Newsletter, count: int, *, host: str = "example.org") -> None:
    """So many strangers who have confirmed."""
    now = timezone.now()
    Subscriber.objects.bulk_create(
        [
            Subscriber(newsletter=newsletter, address=f"stranger{number}@{host}", confirmed_at=now)
            for number in range(count)
        ],
        batch_size=2000,
    )

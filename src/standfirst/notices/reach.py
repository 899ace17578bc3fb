"""Steps through very many hearers, by key."""

from __future__ import annotations

from django.db.models import QuerySet

from .models import Subscription
from .notice import Hearer


def devices_after(wanted: QuerySet[Subscription], place: int, most: int) -> tuple[list[Hearer], int]:
    """For `Notice.some_hearers`: those of the `wanted` devices whose number follows `place`."""
    numbers = list(wanted.filter(pk__gt=place).order_by("pk").values_list("pk", flat=True)[:most])
    return [Hearer(subscription=number) for number in numbers], numbers[-1] if numbers else place

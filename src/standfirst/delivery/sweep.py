"""What the bus no longer needs: lines everybody has heard, and signs of life of those long gone."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from .models import Beat, BusMessage

KEPT_FOR = timedelta(days=1)
#: Deleted in one go: a short transaction, so that nobody waits.
AT_ONCE = 2000


def sweep() -> bool:
    """Delete some of what is older than a day; True when there may be more."""
    before = timezone.now() - KEPT_FOR
    old = list(BusMessage.objects.filter(at__lt=before).values_list("pk", flat=True)[:AT_ONCE])
    BusMessage.objects.filter(pk__in=old).delete()
    Beat.objects.filter(at__lt=before).delete()
    return len(old) == AT_ONCE

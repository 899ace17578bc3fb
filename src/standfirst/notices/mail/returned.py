"""Verbs and questions about mail that came back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from ..models import Returned
from .marks import fingerprint
from .rules import Return, code_of, is_given_up, weigh

#: An address of which nothing was heard for so long starts anew.
KEPT = timedelta(days=365)
#: What came back for now is counted together with what came back within this.
IN_A_ROW = timedelta(days=30)


@transaction.atomic
def came_back(mark: str, said: str, kind: Return) -> bool:
    """Count it; says whether the address was closed by it. `mark` is the address's fingerprint."""
    if kind is Return.NOT_THEIRS:
        return False
    now = timezone.now()
    Returned.objects.get_or_create(fingerprint=mark)
    row = Returned.objects.filter(fingerprint=mark)
    row.filter(closed_at=None, changed_at__lt=now - IN_A_ROW).update(times=0)
    row.update(times=F("times") + 1, code=code_of(said)[:20], changed_at=now)
    times = row.values_list("times", flat=True).get()
    if kind is Return.HARD or is_given_up(times):
        return bool(row.filter(closed_at=None).update(closed_at=now))
    return False


def refused(address: str, said: str) -> None:
    """The server that we spoke to did not take mail for this address."""
    came_back(fingerprint(address), said, weigh(said, of_recipient=True))


def try_again(address: str) -> bool:
    """Its owner says that it works. False when it was not closed."""
    return bool(address) and bool(Returned.objects.filter(fingerprint=fingerprint(address)).delete()[0])


def is_closed(address: str) -> bool:
    return bool(closed_among([address]))


def closed_among(addresses: Collection[str]) -> set[str]:
    """Those of these addresses to which no letter goes: one question, however many."""
    marks = {fingerprint(address): address for address in addresses}
    closed = Returned.objects.filter(fingerprint__in=marks, closed_at__isnull=False)
    return {marks[mark] for mark in closed.values_list("fingerprint", flat=True)}


def sweep_returned() -> bool:
    """The job: forget what is long ago."""
    Returned.objects.filter(changed_at__lt=timezone.now() - KEPT).delete()
    return False

"""A registered reader's meter is kept with the account: deleting cookies changes nothing."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from standfirst.access.meters import MOST_DAYS, Marks, Meter, newest, spent_on, with_mark

from .models import Reader
from .reading import ReadOn

_FIRST = date(1970, 1, 1)


def marks_of(reader: Reader, day: int) -> Marks:
    """What counts on `day` (since 1970, UTC), as the meter's rules want it."""
    since = _FIRST + timedelta(days=max(0, day - MOST_DAYS))
    rows = ReadOn.objects.filter(reader=reader, day__gt=since).values_list("article", "day")
    return newest({article: (spent - _FIRST).days for article, spent in rows}, day)


@transaction.atomic
def read_on(*, reader: Reader, article: int, meter: Meter, day: int) -> Marks | None:
    """Count this article; None when the meter has run out. The same article costs nothing while it is open.

    Whatever comes at the same moment takes its turn: SQLite's transactions do so by themselves, elsewhere the
    reader's row is held.
    """
    Reader.objects.select_for_update().only("pk").get(pk=reader.pk)
    marks = marks_of(reader, day)
    spent = spent_on(article, day, counting=marks, besides={})
    if spent.opens(meter):
        return marks
    if spent.reading(meter).is_out:
        return None
    on = _FIRST + timedelta(days=day)
    ReadOn.objects.update_or_create(reader=reader, article=article, defaults={"day": on})
    return with_mark(marks, article, day)


def sweep_read_on() -> bool:
    """Forget what no meter asks about any more."""
    gone = timezone.now().date() - timedelta(days=MOST_DAYS)
    ReadOn.objects.filter(day__lte=gone).delete()
    return False

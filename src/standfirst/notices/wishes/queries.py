"""What readers have said about being told, as the rules want it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Q

from standfirst.editions.queries import all_editions
from standfirst.readers.models import Reader

from ..channels import Target
from ..models import Preference, Subscription, Wishes
from ..notice import Hearer, Notice
from . import rules
from .hours import QuietHours


def wishes_of(readers: Iterable[int], *, kind: str | None = None) -> dict[int, rules.Wished]:
    """What each of these readers wants, about one kind of notices or about all: three queries, however many readers."""
    numbers = set(readers)
    said: dict[int, dict[tuple[str, str], bool]] = {}
    preferences = Preference.objects.filter(reader__in=numbers)
    if kind is not None:
        preferences = preferences.filter(kind=kind)
    for reader, of, channel, wanted in preferences.values_list("reader", "kind", "channel", "wanted"):
        said.setdefault(reader, {})[of, channel] = wanted
    rows = {row.reader_id: row for row in Wishes.objects.filter(reader__in=numbers)}
    zones = _zones_of_editions(numbers)
    return {
        number: wished(rows.get(number), zone=zones.get(number), said=said.get(number, {}))
        for number in numbers
    }


def wished(
    row: Wishes | None, *, zone: str | None = None, said: dict[tuple[str, str], bool] | None = None
) -> rules.Wished:
    """One reader's row as the rules want it. `zone` is the edition's, for a reader who named none."""
    own = zone_called((row.time_zone if row else "") or zone or "")
    if row is None:
        return rules.Wished(zone=own, said=said or {})
    quiet = None
    if row.quiet_from is not None and row.quiet_to is not None:
        quiet = QuietHours(row.quiet_from, row.quiet_to, own)
    return rules.Wished(
        zone=own,
        quiet=quiet,
        pushes_a_day=row.pushes_a_day,
        paused_until=row.paused_until,
        off=row.off,
        mail=rules.Mail(row.mail),
        said=said or {},
    )


def zone_called(name: str) -> ZoneInfo:
    """The zone of that name; the first edition's for a name that tzdata does not know (any more)."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        editions = all_editions()
        return ZoneInfo(editions[0].time_zone if editions else "UTC")


@dataclass(frozen=True, slots=True)
class Wishing:
    """What the hearers of one notice want: asked once a batch, at fan-out."""

    kind: rules.Kind
    wishes: dict[int, rules.Wished]
    #: Devices that hear in their own right, as of breaking news, and whose they are.
    owners: dict[int, int]
    now: datetime

    @classmethod
    def about(cls, notice: Notice, hearers: Collection[Hearer], *, now: datetime) -> Wishing:
        kind = replace(notice.as_kind(), urgent=notice.urgent)
        readers = {hearer.reader for hearer in hearers if hearer.reader is not None}
        devices = {hearer.subscription or 0 for hearer in hearers if hearer.reader is None}
        owned = Subscription.objects.filter(pk__in=devices, reader__isnull=False)
        owners = dict(owned.values_list("pk", "reader")) if devices else {}
        everybody = readers.union(owners.values())
        return cls(kind, wishes_of(everybody, kind=kind.name) if everybody else {}, owners, now)

    def when(self, target: Target, channel: str) -> datetime | None:
        """Not before which instant this copy goes out; None for not at all. A device that hears in its own right has
        said what it wants where it subscribed; where it is a reader's, the reader's pause and quiet hours hold."""
        reader = target.reader if target.reader is not None else self.owners.get(target.subscription or 0)
        if reader is None:
            return self.now
        return rules.when(self.kind, channel, self.wishes[reader], now=self.now)


def most_pushes(readers: Collection[int]) -> dict[int, int]:
    """How many pushes a day each of these readers wants at most, where one has said so."""
    said = Wishes.objects.filter(reader__in=readers)
    return dict(said.values_list("reader", "pushes_a_day"))


def silent(now: datetime) -> Q:
    """Wishes of readers to whom nothing is to be sent now: everything off, or a pause."""
    return Q(off=True) | Q(paused_until__gt=now)


def _zones_of_editions(readers: Collection[int]) -> dict[int, str]:
    zones = {edition.pk: edition.time_zone for edition in all_editions()}
    chosen = Reader.objects.filter(pk__in=readers, edition__isnull=False).values_list("pk", "edition")
    return {reader: zones[edition] for reader, edition in chosen if edition in zones}

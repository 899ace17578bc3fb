"""The form of the preferences: events by channels, the hours, how often."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from standfirst.editions.models import Edition
from standfirst.editions.queries import default_edition
from standfirst.readers.actions import choose_edition
from standfirst.readers.models import Reader

from ..actions import KINDS
from ..channels import CHANNELS, Channel
from ..models import Wishes
from ..models.wishes import HOW_OFTEN
from .actions import set_preferences, set_wishes
from .queries import wishes_of
from .rules import Mail, Wished

MOST_PUSHES = 50
#: Left out of the list: links to other zones' files, and zones that are an offset and no place.
_NO_PLACES = ("Etc", "SystemV", "US", "posix", "right", "Brazil", "Canada", "Chile", "Mexico")
_CLOCKS = ("%H:%M", "%H:%M:%S")


def _clock(label: Any) -> forms.TimeField:
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    return forms.TimeField(label=label, required=False, input_formats=_CLOCKS, widget=widget)


class WishesForm(forms.Form):
    """All that a reader says on the preferences page with one button. A tick is called `kind.channel`."""

    edition = forms.ModelChoiceField(
        Edition.objects.none(), to_field_name="slug", label=_("Your edition"), required=False,
        empty_label=_("As the paper finds it"),
        help_text=_("What we send speaks its language, and is about its stories."),
    )  # fmt: skip
    time_zone = forms.ChoiceField(
        label=_("Your time zone"), required=False, help_text=_("Quiet hours and digests go by its clock.")
    )
    quiet_from = _clock(_("Quiet from"))
    quiet_to = _clock(_("Quiet until"))
    pushes_a_day = forms.IntegerField(
        label=_("Notifications a day, at most"),
        min_value=1, max_value=MOST_PUSHES,
        help_text=_("On each of your devices. Breaking news comes on top; the inbox has everything."),
    )  # fmt: skip
    mail = forms.ChoiceField(
        label=_("E-mail"),
        choices=HOW_OFTEN,
        help_text=_("Of what is ticked for e-mail. Breaking news does not wait for a digest."),
    )

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        self._reader = reader
        self._row = Wishes.objects.filter(reader=reader).first() or Wishes(reader=reader)
        self._wished: Wished = wishes_of([reader.pk])[reader.pk]
        super().__init__(*args, **{"initial": self._now(), "label_suffix": "", **kwargs})
        self.fields["edition"].queryset = Edition.objects.order_by("order", "pk")  # type: ignore[attr-defined]
        self.fields["time_zone"].choices = _zones(reader, self._row.time_zone)  # type: ignore[attr-defined]
        for kind, channel in _ticks():
            label = f"{KINDS[kind].label}: {channel.label}"
            self.fields[f"{kind}.{channel.name}"] = forms.BooleanField(label=label, required=False)

    def _now(self) -> dict[str, Any]:
        columns = ("time_zone", "quiet_from", "quiet_to", "pushes_a_day", "mail")
        now = {name: getattr(self._row, name) for name in columns}
        now["edition"] = self._reader.edition and self._reader.edition.slug
        for kind, channel in _ticks():
            usual = channel.name in KINDS[kind].defaults
            now[f"{kind}.{channel.name}"] = self._wished.said.get((kind, channel.name), usual)
        return now

    @property
    def channels(self) -> list[Channel]:
        """The heads of the table."""
        return CHANNELS

    @property
    def table(self) -> Iterator[tuple[Any, list[forms.BoundField | None]]]:
        """A row for each event: its label, and for each channel a tick; None where it is chosen elsewhere."""
        for kind in chosen_kinds():
            names = [f"{kind}.{channel.name}" for channel in CHANNELS]
            yield KINDS[kind].label, [self[name] if name in self.fields else None for name in names]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "quiet_from" in said and "quiet_to" in said:
            start, end = said["quiet_from"], said["quiet_to"]
            if (start is None) != (end is None):
                missing = "quiet_to" if end is None else "quiet_from"
                self.add_error(
                    missing, _("Quiet hours have a beginning and an end; leave both empty for none.")
                )
            elif start is not None and start == end:
                self.add_error(
                    "quiet_to", _("Quiet hours cannot end when they begin; leave both empty for none.")
                )
        return said

    @transaction.atomic
    def save(self) -> None:
        said = self.cleaned_data
        choose_edition(reader=self._reader, edition=said["edition"])
        columns = ("time_zone", "quiet_from", "quiet_to", "pushes_a_day")
        set_wishes(
            reader=self._reader.pk, mail=Mail(said["mail"]).value, **{name: said[name] for name in columns}
        )
        ticks = {(kind, channel.name): said[f"{kind}.{channel.name}"] for kind, channel in _ticks()}
        set_preferences(reader=self._reader.pk, wanted=ticks)


def chosen_kinds() -> list[str]:
    """Kinds that a reader may choose."""
    return [kind for kind, notice in KINDS.items() if notice.as_kind().chosen]


def _ticks() -> Iterator[tuple[str, Channel]]:
    """Each kind with each channel that a reader chooses for it."""
    for kind in chosen_kinds():
        for channel in CHANNELS:
            if channel.name in KINDS[kind].chosen_by:
                yield kind, channel


@cache
def _places() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The zones of tzdata that are places, by part of the world."""
    parts: dict[str, list[tuple[str, str]]] = {}
    for zone in sorted(available_timezones()):
        part, _slash, place = zone.partition("/")
        if place and part not in _NO_PLACES:
            parts.setdefault(part, []).append((zone, place.replace("_", " ")))
    return tuple((part, tuple(zones)) for part, zones in parts.items())


def _zones(reader: Reader, chosen: str) -> list[Any]:
    edition = reader.edition or default_edition()
    first: list[Any] = [
        ("", _("As in your edition (%(zone)s)") % {"zone": edition.time_zone}),
        ("UTC", "UTC"),
    ]
    known = {zone for _part, zones in _places() for zone, _place in zones} | {"", "UTC"}
    if chosen not in known:
        first.append((chosen, chosen))
    return [*first, *_places()]

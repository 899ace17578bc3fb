"""Which days, which edition, in which order."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standfirst.editions.models import Edition
from standfirst.editions.queries import all_editions, default_edition, edition_called

from .queries import ORDERS, Span

#: Days that are shown until others are asked for, and the most that can be.
USUAL_DAYS = 28
MOST_DAYS = 366
#: What a report can be ordered by, and how that is called.
ORDER_NAMES = {
    "reads": gettext_lazy("Reads"),
    "walls": gettext_lazy("Walls met"),
    "registrations": gettext_lazy("Registrations"),
}


class SpanForm(forms.Form):
    """Sent with GET. What is left out is the last four weeks, of all editions."""

    first = forms.DateField(
        label=gettext_lazy("From"), widget=forms.DateInput({"type": "date"}), required=False
    )
    last = forms.DateField(label=gettext_lazy("To"), widget=forms.DateInput({"type": "date"}), required=False)
    edition = forms.ChoiceField(label=gettext_lazy("Edition"), required=False)

    def __init__(self, data: Any) -> None:
        usual = {"first": today() - timedelta(days=USUAL_DAYS - 1), "last": today()}
        super().__init__({**(usual if not data.get("first") and not data.get("last") else {}), **_said(data)})
        editions = [(edition.slug, edition.name) for edition in all_editions()]
        self.fields["edition"].choices = [("", _("All")), *editions]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        last = said.get("last") or today()
        first = said.get("first") or last - timedelta(days=USUAL_DAYS - 1)
        if first > last:
            raise ValidationError(_("The first day must not come after the last."))
        if (last - first).days >= MOST_DAYS:
            raise ValidationError(_("At most %(days)s days can be shown.") % {"days": MOST_DAYS})
        return {**said, "first": first, "last": last}

    @property
    def span(self) -> Span:
        """What was asked for; where that cannot be, the usual."""
        if not self.is_valid():
            return Span(today() - timedelta(days=USUAL_DAYS - 1), today())
        said = self.cleaned_data
        edition: Edition | None = edition_called(said["edition"]) if said["edition"] else None
        return Span(said["first"], said["last"], edition)


def _said(data: Any) -> dict[str, Any]:
    """What an address says, without what it leaves empty."""
    return {name: data[name] for name in data if data[name]}


class ReportForm(SpanForm):
    """The report of all stories has an order, too."""

    order = forms.ChoiceField(label=gettext_lazy("Most"), choices=list(ORDER_NAMES.items()), required=False)

    @property
    def chosen_order(self) -> str:
        order = self.data.get("order", "")
        return order if order in ORDERS else ORDERS[0]


def today() -> date:
    """By the calendar of the default edition."""
    return timezone.now().astimezone(default_edition().zone).date()

"""What moderators fill in. Each form says in words what is missing."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standfirst.editions.queries import default_edition

from ..models import STATUSES, Comment, Ground, Sanction
from ..moderation.grounds import LONGEST_WORDS, NEED_WORDS, Why

#: A sanction that ends, ends within these years; what shall hold longer is a ban without an end.
LONGEST = timedelta(days=5 * 366)
MOST_DAYS = 366
USUAL_DAYS = 28


class DayField(forms.DateField):
    """A day that a calendar on a desk may show: neither the year 1 nor 9999, with which no clock can reckon."""

    widget = forms.DateInput({"type": "date"})
    default_validators = [MinValueValidator(date(1990, 1, 1)), MaxValueValidator(date(2200, 1, 1))]


class WhyForm(forms.Form):
    """A ground from the list, and words that the reader reads."""

    ground = forms.ChoiceField(choices=Ground.choices, required=False, label=gettext_lazy("Ground"))
    reason = forms.CharField(max_length=LONGEST_WORDS, required=False, label=gettext_lazy("In your words"))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        ground = said.get("ground") or Ground.OTHER
        if ground in NEED_WORDS and not said.get("reason", "").strip():
            self.add_error("reason", _("This ground needs words: the reader reads them."))
        return {**said, "ground": ground}

    def why(self, about: Comment | None = None) -> Why:
        return Why(self.cleaned_data["reason"], self.cleaned_data["ground"], about)


class SanctionForm(WhyForm):
    """A suspension ends on a day; a ban may."""

    kind = forms.ChoiceField(choices=Sanction.Kind.choices, label=gettext_lazy("What"))
    until = DayField(
        required=False,
        label=gettext_lazy("To the end of"),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        day: date | None = said.get("until")
        if said.get("kind") == Sanction.Kind.SUSPENSION and day is None and "until" not in self.errors:
            self.add_error("until", _("A suspension needs a day on which it ends."))
        if day is not None and not timezone.now() < _end_of(day) < timezone.now() + LONGEST:
            self.add_error("until", _("The day must lie ahead, within five years."))
        return said

    @property
    def until_instant(self) -> datetime | None:
        day = self.cleaned_data["until"]
        return _end_of(day) if day else None


def _end_of(day: date) -> datetime:
    """The midnight after a day, by the clock of the default edition."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=default_edition().zone)


class ReasonForm(forms.Form):
    """Words that go on record."""

    reason = forms.CharField(max_length=LONGEST_WORDS, label=gettext_lazy("Reason"))


class SearchForm(forms.Form):
    """Sent with GET; what is left empty is not asked for."""

    author = forms.CharField(required=False, max_length=60, label=gettext_lazy("Author"))
    words = forms.CharField(required=False, max_length=100, label=gettext_lazy("Words"))
    status = forms.ChoiceField(
        required=False, label=gettext_lazy("Status"), choices=[("", gettext_lazy("Any")), *STATUSES]
    )
    first = DayField(required=False, label=gettext_lazy("From"))
    last = DayField(required=False, label=gettext_lazy("To"))


class SpanForm(forms.Form):
    """Days from and to; the last four weeks where nothing is said."""

    first = DayField(label=gettext_lazy("From"))
    last = DayField(label=gettext_lazy("To"))

    def __init__(self, data: Any) -> None:
        usual = {"first": today() - timedelta(days=USUAL_DAYS - 1), "last": today()}
        super().__init__({**usual, **{name: data[name] for name in ("first", "last") if data.get(name)}})

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.get("first"), said.get("last")
        if first and last and not timedelta(0) <= last - first < timedelta(days=MOST_DAYS):
            raise forms.ValidationError(
                _("The first day comes before the last, and at most %(days)s days are shown.")
                % {"days": MOST_DAYS}
            )
        return said

    @property
    def span(self) -> tuple[date, date]:
        """What was asked for; where that cannot be, the usual."""
        if self.is_valid():
            return self.cleaned_data["first"], self.cleaned_data["last"]
        return today() - timedelta(days=USUAL_DAYS - 1), today()


def today() -> date:
    """By the calendar of the default edition."""
    return timezone.now().astimezone(default_edition().zone).date()

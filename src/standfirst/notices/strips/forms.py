"""The form of the breaking strip."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from standfirst.editions.models import Edition

from .actions import LONGEST_TEXT, MOST_HOURS


class StripForm(forms.Form):
    text = forms.CharField(
        label=_("Text"),
        max_length=20 * LONGEST_TEXT,
        widget=forms.TextInput(attrs={"maxlength": LONGEST_TEXT, "dir": "auto"}),
        help_text=_("At most 120 characters: one line on a desk, two or three on a telephone."),
    )
    editions = forms.ModelMultipleChoiceField(
        label=_("Editions"),
        queryset=Edition.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("It takes the place of what stands there."),
    )
    hours = forms.IntegerField(
        label=_("Ends after so many hours"), min_value=1, max_value=MOST_HOURS, initial=4
    )

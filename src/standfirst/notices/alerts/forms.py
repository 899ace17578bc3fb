"""The forms of alerts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from standfirst.editions.models import Edition
from standfirst.newsroom.stories.models import Article, Topic

from ..models import Alert
from .actions import Plan
from .words import LONGEST_TEXT

#: What may be typed: what nobody sees is taken out before it is counted.
MOST_TYPED = 20 * LONGEST_TEXT


class WordsForm(forms.Form):
    """What every alert has: its words and how urgent it is."""

    text = forms.CharField(
        label=_("Text"),
        max_length=MOST_TYPED,
        widget=forms.Textarea(
            attrs={"rows": 3, "maxlength": LONGEST_TEXT, "data-alert-text": "", "dir": "auto"}
        ),
        help_text=_("At most 180 characters. Telephones show about the first 100."),
    )
    urgency = forms.ChoiceField(
        label=_("Urgency"),
        choices=Alert.Urgency.choices,
        initial=Alert.Urgency.HIGH,
        widget=forms.RadioSelect,
    )
    #: The version that was before the editor's eyes; the page says which.
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean_text(self) -> str:
        return " ".join(self.cleaned_data["text"].split())


class AlertForm(WordsForm):
    editions = forms.ModelMultipleChoiceField(
        label=_("Editions"),
        queryset=Edition.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Who gets alerts of these editions hears it."),
    )
    topics = forms.ModelMultipleChoiceField(
        label=_("Only who follows"),
        queryset=Topic.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: everybody who wants breaking news of these editions."),
    )
    day = forms.DateField(
        label=_("Day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Without a day and a time it goes out as soon as it is approved."),
    )
    clock = forms.TimeField(
        label=_("Time in each edition"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("07:00 is seven o’clock in London for the UK and seven o’clock in New York for the US."),
    )

    field_order = ("text", "editions", "topics", "urgency", "day", "clock")

    def __init__(self, *args: Any, story: Article, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = story.topics.all()
        if topics:
            topic_field: Any = self.fields["topics"]
            topic_field.queryset = Topic.objects.filter(pk__in=[topic.pk for topic in topics])
        else:
            del self.fields["topics"]

    def clean(self) -> dict[str, Any]:
        """A time without a day means today or tomorrow to a person: so it is asked for."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("clock") and not cleaned.get("day") and "day" not in self.errors:
            self.add_error("day", _("On which day?"))
        if cleaned.get("day") and not cleaned.get("clock") and "clock" not in self.errors:
            self.add_error("clock", _("At what time?"))
        return cleaned

    @property
    def plan(self) -> Plan:
        said = self.cleaned_data
        return Plan(
            editions=list(said["editions"]),
            topics=list(said.get("topics") or ()),
            urgency=said["urgency"],
            day=said["day"],
            clock=said["clock"],
        )


class CorrectionForm(WordsForm):
    story = forms.IntegerField(
        label=_("Number of the story it leads to"),
        help_text=_("The number at the end of a story’s address. It may be another one than before."),
    )

    field_order = ("text", "story", "urgency")


class StopForm(forms.Form):
    why = forms.CharField(label=_("Why"), max_length=200, required=False)

"""The form in which an edition, a section or an article says what holds under its threads."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from standfirst.editions.models import Edition
from standfirst.editions.queries import all_editions
from standfirst.newsroom.stories.models import Article, Section

from ..policy.actions import PARTS, Scope
from ..policy.holding import stated_above
from ..policy.models import PREMODERATIONS, STRANGERS, VISIBILITIES, StatedPolicy
from ..policy.policies import Schedule, ThreadPolicy, resolve

_AS_OTHERS = gettext_lazy("as others say")
#: Parts that say something only together with another.
_DETAILS = {"sometimes", "hours_from", "hours_to", "weekends"}


class PolicyForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's own is generic in its stubs alone
    """Under each part stands what holds where nothing is said here."""

    class Meta:
        model = StatedPolicy
        fields = PARTS
        widgets = {
            "hours_from": forms.TimeInput({"type": "time"}, format="%H:%M"),
            "hours_to": forms.TimeInput({"type": "time"}, format="%H:%M"),
            "lock": forms.Textarea({"rows": 3, "maxlength": 500}),
        }

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        above = said_above(scope)
        for name, field in self.fields.items():
            if isinstance(field, forms.TypedChoiceField):
                known: Any = field.choices
                field.choices = [("", "—" if name in _DETAILS else _AS_OTHERS), *list(known)[1:]]
            if name in above:
                said = _("Where nothing is said here: %(words)s.") % {"words": above[name]}
                field.help_text = " ".join(filter(None, [str(field.help_text), said]))


def said_above(scope: Scope) -> dict[str, str]:
    """What holds where this one says nothing, part by part; by edition where they differ."""
    editions = [scope] if isinstance(scope, Edition) else list(all_editions())
    held = {edition.name: resolve(stated_above(scope, edition)) for edition in editions}
    return {part: _alike({name: say(policy) for name, policy in held.items()}) for part, say in _SAY.items()}


def _alike(by_edition: dict[str, str]) -> str:
    said = set(by_edition.values())
    if len(said) == 1:
        return said.pop()
    return " · ".join(f"{name}: {words}" for name, words in by_edition.items())


def _visibility(policy: ThreadPolicy) -> str:
    return str(dict(VISIBILITIES)[policy.visibility.value])


def schedule_in_words(schedule: Schedule) -> str:
    """“nobody; everybody from 22:00 to 07:00, on Saturdays and Sundays”."""
    names = {name: str(words) for name, words in PREMODERATIONS}
    usual = names[schedule.usual.value]
    times = []
    if schedule.hours is not None:
        hours = {"start": f"{schedule.hours.start:%H:%M}", "end": f"{schedule.hours.end:%H:%M}"}
        times.append(_("from %(start)s to %(end)s") % hours)
    if schedule.weekends:
        times.append(_("on Saturdays and Sundays"))
    return f"{usual}; {names[schedule.sometimes.value]} {', '.join(times)}" if times else usual


def _premoderation(policy: ThreadPolicy) -> str:
    return schedule_in_words(policy.premoderation)


def _closes(policy: ThreadPolicy) -> str:
    days = policy.closes_after
    return ngettext("after one day", "after %(days)s days", days) % {"days": days} if days else _("never")


def _strangers(policy: ThreadPolicy) -> str:
    return str(dict(STRANGERS)[policy.strangers.value])


def _lock(policy: ThreadPolicy) -> str:
    return f"“{policy.lock}”" if policy.lock else _("not locked")


_SAY = {
    "visibility": _visibility,
    "premoderation": _premoderation,
    "closes_after": _closes,
    "lock": _lock,
    "strangers": _strangers,
}


def in_words(policy: ThreadPolicy) -> list[str]:
    """All that holds, a line a part."""
    names = {part: StatedPolicy._meta.get_field(part).verbose_name for part in _SAY}  # type: ignore[union-attr]  # noqa: SLF001
    return [f"{capfirst(str(names[part]))}: {say(policy)}" for part, say in _SAY.items()]


def title_of(scope: Scope) -> str:
    """Whose rules they are."""
    match scope:
        case Article():
            return scope.headline
        case Section():
            return str(scope.title)
        case Edition():
            return scope.name

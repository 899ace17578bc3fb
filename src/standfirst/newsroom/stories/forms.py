"""What the editor's form adds to Wagtail's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _


class SuggestionInput(forms.TextInput):
    """A text field that suggests values and takes any."""

    def __init__(self, suggestions: Iterable[Any] = (), attrs: Any = None) -> None:
        super().__init__(attrs)
        self.suggestions = tuple(suggestions)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        choices = f"{name}-suggestions"
        field = super().render(name, value, {**(attrs or {}), "list": choices}, renderer)
        options = format_html_join(
            "", '<option value="{}"></option>', ((suggestion,) for suggestion in self.suggestions)
        )
        return format_html('{}<datalist id="{}">{}</datalist>', field, choices, options)


def _zone_help() -> str:
    return _("Times are in your own zone: %(zone)s. Change it under your name, Account.") % {
        "zone": get_current_timezone_name()
    }


#: Asked anew for each form: it depends on who is editing.
zone_help = lazy(_zone_help, str)()

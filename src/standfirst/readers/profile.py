"""The form in which a reader says how to be called."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import actions, handles
from .models import Reader

WORDS: dict[str, dict[str, Promise]] = {
    "handle": {
        handles.Problem.LENGTH: _("A handle has 3 to 30 letters or digits."),
        handles.Problem.CHARACTERS: _("Only letters, digits and single hyphens between them, please."),
        handles.Problem.SCRIPTS: _("Please use letters of one alphabet only."),
        handles.Problem.RESERVED: _("This handle is kept for the paper and its staff."),
        "taken": _("Somebody has this handle, or one that looks just like it."),
    },
    "name": {handles.Problem.RESERVED: _("This name belongs to the paper or to its staff.")},
}


class ProfileForm(forms.Form):
    """Name, handle, a line about oneself."""

    name = forms.CharField(
        label=_("Name"),
        max_length=60,
        required=False,
        help_text=_("Stands above your comments."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    handle = forms.CharField(
        label=_("Handle"),
        max_length=60,
        help_text=_("The address of your public page."),
        widget=forms.TextInput(
            attrs={"autocomplete": "nickname", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    about = forms.CharField(label=_("A line about yourself"), max_length=160, required=False)

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        kwargs["initial"] = {"name": reader.name, "handle": reader.handle, "about": reader.about}
        super().__init__(*args, **kwargs)
        self._reader = reader

    def save(self) -> bool:
        """Change the profile; False, with the error at its field, when it cannot be."""
        try:
            actions.change_profile(reader=self._reader, **self.cleaned_data)
        except actions.ProfileError as error:
            self.add_error(error.field, str(WORDS[error.field][error.problem]))
            return False
        return True

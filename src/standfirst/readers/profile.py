"""The forms in which a reader says how to be called and shown."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from standfirst.editions.models import Edition
from standfirst.kit.pictures import PictureRefused

from . import actions, handles
from .models import Reader, SeenBy

WORDS: dict[str, dict[str, Promise]] = {
    "handle": {
        handles.Problem.LENGTH: _("A handle has 3 to 30 letters or digits."),
        handles.Problem.CHARACTERS: _("Only letters, digits and single hyphens between them, please."),
        handles.Problem.SCRIPTS: _("Please use letters of one alphabet only."),
        handles.Problem.RESERVED: _("This handle is kept for the paper and its staff."),
        "taken": _("Somebody has this handle, or one that looks just like it."),
    },
    "name": {
        handles.Problem.RESERVED: _("This name belongs to the paper or to its staff."),
        handles.Problem.LENGTH: _("A name has 60 characters at most."),
    },
    "about": {handles.Problem.LENGTH: _("A line has 160 characters at most.")},
}


class ProfileForm(forms.Form):
    """Name, handle, a line about oneself, and the edition one wants to read."""

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
    about = forms.CharField(
        label=_("A line about yourself"),
        max_length=160,
        required=False,
        help_text=_("Plain words; an address in it does not become a link."),
    )
    edition = forms.ModelChoiceField(
        Edition.objects.none(),
        to_field_name="slug",
        label=_("Your edition"),
        empty_label=_("As the paper finds it"),
        required=False,
        help_text=_("You see it after you have signed in, and our mails speak its language."),
    )

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        told = {"name": reader.name, "handle": reader.handle, "about": reader.about}
        kwargs["initial"] = {**told, "edition": reader.edition and reader.edition.slug}
        super().__init__(*args, **kwargs)
        self._reader = reader
        self.fields["edition"].queryset = Edition.objects.order_by("order", "pk")  # type: ignore[attr-defined]

    def save(self) -> bool:
        """Change the profile; False, with the error at its field, when it cannot be."""
        edition: Edition | None = self.cleaned_data.pop("edition")
        try:
            actions.change_profile(reader=self._reader, **self.cleaned_data)
        except actions.ProfileError as error:
            self.add_error(error.field, str(WORDS[error.field][error.problem]))
            return False
        actions.choose_edition(reader=self._reader, edition=edition)
        return True


class PrivacyForm(forms.Form):
    """Who sees the public page, and what stands there."""

    seen_by = forms.ChoiceField(
        label=_("Who may see your page"), choices=SeenBy.choices, widget=forms.RadioSelect
    )
    shows_comments = forms.BooleanField(label=_("Show my comments on my page"), required=False)
    shows_following = forms.BooleanField(label=_("Show whom I follow"), required=False)
    shows_followers = forms.BooleanField(
        label=_("Show who follows me"),
        help_text=_("Of them those who show whom they follow."),
        required=False,
    )
    approves_followers = forms.BooleanField(
        label=_("I let followers in one by one"),
        help_text=_(
            "Who wants to follow you asks first. When you switch this off, everybody who waits is let in."
        ),
        required=False,
    )
    findable = forms.BooleanField(
        label=_("Search engines may list my page"),
        help_text=_("Only while everybody may see it."),
        required=False,
    )

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(reader, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        self._reader = reader

    def save(self) -> None:
        actions.change_privacy(reader=self._reader, privacy=actions.Privacy(**self.cleaned_data))


class PictureForm(forms.Form):
    """A picture of oneself."""

    picture = forms.FileField(
        label=_("Your picture"),
        help_text=_(
            "AVIF, GIF, JPEG, PNG or WebP, at most 5 MB. We keep its middle as a square, and nothing else."
        ),
        widget=forms.FileInput(attrs={"accept": "image/avif,image/gif,image/jpeg,image/png,image/webp"}),
    )

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._reader = reader

    def save(self) -> bool:
        """Take the picture; False, with the reason at the field, when it cannot be taken."""
        try:
            actions.change_picture(reader=self._reader, file=self.cleaned_data["picture"].file)
        except PictureRefused as refused:
            self.add_error("picture", str(refused))
            return False
        return True

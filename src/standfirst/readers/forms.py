"""The forms of joining and signing in, on top of allauth's."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ConfirmLoginCodeForm, LoginForm, RequestLoginCodeForm
from allauth.core import context
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from . import limits
from .joining import reader_for_code
from .tries import take_try, use_code

#: RFC 5321, 4.5.3.1.3, without the angle brackets.
LONGEST_ADDRESS = 254
TOO_OFTEN = "too_many_login_attempts"


class AsksForCode(forms.Form):
    """A form with one address to which a code is sent, behind the limits of codes, whoever it belongs to."""

    #: Seconds until it is worth trying again; 0 while no limit was met.
    wait = 0

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        email = self.fields["email"]
        email.label = _("E-mail address")
        email.validators.append(MaxLengthValidator(LONGEST_ADDRESS))
        email.widget.attrs = {"autocomplete": "email", "inputmode": "email", "autocapitalize": "none"}

    def spend(self, email: str) -> None:
        """Count this; raises ValidationError, and knows when to try again, when it was too often."""
        request = context.request
        self.wait = limits.spend(request, limits.code_counted(request, email))
        if self.wait:
            raise forms.ValidationError(limits.in_words(self.wait), code=TOO_OFTEN)


class JoinForm(AsksForCode, RequestLoginCodeForm):
    """One field: an e-mail address, known or not."""

    def clean_email(self) -> str:
        # First the limit: nobody is looked up or made for those who ask too often.
        email: str = self.cleaned_data["email"]
        self.spend(email)
        self._user = reader_for_code(email)
        return email


class CountedTries:
    """A code form whose every try is counted, also of those that are sent at once; a right code is used up."""

    def clean_code(self) -> str:
        session = context.request.session.session_key
        expected: str = self.expected_code or ""  # type: ignore[attr-defined]
        if not take_try(session=session, code=expected):
            raise get_adapter().validation_error("incorrect_code")
        code: str = super().clean_code()  # type: ignore[misc]
        if not use_code(session=session, code=expected):
            raise get_adapter().validation_error("incorrect_code")
        return code


def code_field(form: forms.Form) -> None:
    """The field of a code, as browsers and telephones fill it in."""
    code = form.fields["code"]
    code.label = _("Code")
    code.widget.attrs = {
        "autocomplete": "one-time-code",
        "inputmode": "numeric",
        "autocapitalize": "none",
    }


class CodeForm(CountedTries, ConfirmLoginCodeForm):
    """The code from the mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code_field(self)


class PasswordSignInForm(LoginForm):
    """The second way: address and password."""

    #: Seconds until it is worth trying again; 0 while no limit was met.
    wait = 0

    def _setup_password_field(self) -> None:
        """allauth drops the field where joining asks for no password; here it stays, as the second way."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail address")
        self.fields["login"].widget = forms.EmailInput(
            attrs={"autocomplete": "username", "inputmode": "email", "autocapitalize": "none"}
        )
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""
        self.fields["password"].widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})
        self.fields.pop("remember", None)

    def clean(self) -> Any:
        try:
            return super().clean()
        except forms.ValidationError as error:
            if error.code != TOO_OFTEN:
                raise
            key = self.cleaned_data.get("login", "").lower()
            self.wait = limits.seconds_left(self.request, "login_failed", key)
            raise forms.ValidationError(limits.in_words(self.wait), code=TOO_OFTEN) from error

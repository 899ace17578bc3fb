"""The forms of joining and signing in, on top of allauth's."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ConfirmLoginCodeForm, LoginForm, RequestLoginCodeForm
from allauth.core import context
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from .joining import ensure_address, reader_for_code
from .tries import take_try

#: RFC 5321, 4.5.3.1.3, without the angle brackets.
LONGEST_ADDRESS = 254
TOO_OFTEN = "too_many_login_attempts"


class JoinForm(RequestLoginCodeForm):
    """One field: an e-mail address, known or not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        email = self.fields["email"]
        email.label = _("E-mail address")
        email.validators.append(MaxLengthValidator(LONGEST_ADDRESS))
        email.widget.attrs = {"autocomplete": "email", "inputmode": "email", "autocapitalize": "none"}

    def clean_email(self) -> str:
        # The limit is spent in here, so nobody is looked up or made for those who ask too often.
        email: str = super().clean_email()
        self._user = reader_for_code(email)
        if self._user is not None:
            ensure_address(self._user)
        return email

    @property
    def is_too_often(self) -> bool:
        return self.has_error("email", TOO_OFTEN)


class CountedTries:
    """A code form whose every try is counted, also of those that are sent at once."""

    def clean_code(self) -> str:
        session = context.request.session.session_key
        if not take_try(session=session, code=self.expected_code or ""):  # type: ignore[attr-defined]
            raise get_adapter().validation_error("incorrect_code")
        code: str = super().clean_code()  # type: ignore[misc]
        return code


class CodeForm(CountedTries, ConfirmLoginCodeForm):
    """The code from the mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label = _("Code")
        code.widget.attrs = {
            "autocomplete": "one-time-code",
            "inputmode": "numeric",
            "autocapitalize": "none",
        }


class PasswordSignInForm(LoginForm):
    """The second way: address and password."""

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

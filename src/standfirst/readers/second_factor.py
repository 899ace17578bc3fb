"""The second proof after a password: allauth's stage and forms, held to this paper's rules."""

from __future__ import annotations

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from allauth.mfa.webauthn.internal.flows import did_use_passwordless_login
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .factors import needs_second, take_step
from .handles import tidy_name

#: What a browser's answer may at most be long; an attestation with certificates is under 10 000.
LONGEST_CREDENTIAL = 50_000
LONGEST_NAME = 60


class SecondFactorStage(AuthenticateStage):
    """Asks for the second proof of those who have to give one."""

    def _should_handle(self, request: HttpRequest) -> bool:
        user = self.login.user
        return user is not None and needs_second(user) and not did_use_passwordless_login(request, user)


class CodeOnce:
    """A form with an app's code, or a recovery code in its place. A code that was taken is not taken again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]  # type: ignore[attr-defined]
        code.label = _("Code")
        code.max_length = 32
        code.widget.attrs = {
            "autocomplete": "one-time-code", "inputmode": "numeric", "autocapitalize": "none", "maxlength": 32,
        }  # fmt: skip

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        found: Authenticator | None = getattr(self, "authenticator", None)
        if found is not None and found.type == Authenticator.Type.TOTP and not take_step(found, code):
            raise get_adapter().validation_error("incorrect_code")
        return code


class SecondForm(CodeOnce, AuthenticateForm):
    """After the password."""


class ProveByAppForm(CodeOnce, ReauthenticateForm):
    """Again, in a session that lives."""


class ActivateAppForm(CodeOnce, ActivateTOTPForm):
    """The first code of a new app shows that it has the secret."""


class CredentialField(forms.JSONField):
    """What a browser says of a passkey. A stranger may send anything: all that is none of it is “not right”."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and len(value) > LONGEST_CREDENTIAL:
            raise get_adapter().validation_error("incorrect_code")
        try:
            found = super().to_python(value)
        except RecursionError as error:
            raise get_adapter().validation_error("incorrect_code") from error
        if found is not None and not (isinstance(found, dict) and isinstance(found.get("response"), dict)):
            raise get_adapter().validation_error("incorrect_code")
        return found


class _Strict:
    """The libraries raise what they like for a credential that is none."""

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except ValidationError:
            raise
        except Exception as error:
            raise get_adapter().validation_error("incorrect_code") from error


class PasskeySignInForm(_Strict, LoginWebAuthnForm):
    credential = CredentialField()


class SecondPasskeyForm(_Strict, AuthenticateWebAuthnForm):
    credential = CredentialField()


class ProveByPasskeyForm(_Strict, ReauthenticateWebAuthnForm):
    credential = CredentialField()


class AddPasskeyForm(AddWebAuthnForm):
    credential = CredentialField()
    name = forms.CharField(label=_("What to call it"), max_length=LONGEST_NAME, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("passwordless", None)  # it always is

    def clean_name(self) -> str:
        self.cleaned_data["name"] = tidy_name(self.cleaned_data["name"])
        return super().clean_name()

    def clean(self) -> dict[str, Any]:
        try:
            return super().clean()
        except ValidationError:
            raise
        except Exception as error:
            raise get_adapter().validation_error("incorrect_code") from error


class NamePasskeyForm(EditWebAuthnForm):
    name = forms.CharField(label=_("What to call it"), max_length=LONGEST_NAME)

    def clean_name(self) -> str:
        name = tidy_name(self.cleaned_data["name"])
        if not name:
            raise ValidationError(_("Please give it a name."))
        return name

"""The forms of a password that was forgotten: address → code → new password. allauth's own, in our words and limits."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ConfirmPasswordResetCodeForm, ResetPasswordForm, ResetPasswordKeyForm
from allauth.mfa.models import Authenticator
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from .forms import AsksForCode, CountedTries, code_field
from .joining import readers_with
from .models import Reader

LONGEST_PASSWORD = 1000


class ResetForm(AsksForCode, ResetPasswordForm):
    """One field: the address of the account, whether there is one or not."""

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        self.spend(email)
        found = [reader for reader in readers_with(email) if reader.is_active]
        may = _with_a_factor(found)
        self.users = [reader for reader in found if not reader.is_staff or reader.pk in may]
        return email


def _with_a_factor(readers: list[Reader]) -> set[int]:
    """A mailbox alone must not open the newsroom: staff without a second factor ask an administrator instead."""
    # Asked for nobody too, so that the time an answer takes says nothing.
    numbers = [0, *(reader.pk for reader in readers)]
    return set(Authenticator.objects.filter(user__in=numbers).values_list("user", flat=True))


class ResetCodeForm(CountedTries, ConfirmPasswordResetCodeForm):
    """The code from the mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code_field(self)


class NewPasswordForm(ResetPasswordKeyForm):
    """The new password, typed once: a browser shows it, and a code makes another one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        password = self.fields["password1"]
        password.label, password.help_text = _("New password"), _("Ten characters or more.")
        password.validators.append(MaxLengthValidator(LONGEST_PASSWORD))
        password.widget.attrs = {"autocomplete": "new-password"}

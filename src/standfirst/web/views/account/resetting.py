"""A forgotten password: address → code → a new one, on allauth's own views. Every other browser is signed out by it."""

from __future__ import annotations

from typing import Any

from allauth.account.views import CompletePasswordResetView, ConfirmPasswordResetCodeView, PasswordResetView
from django.http import HttpResponse
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters

from standfirst.readers.resetting import ResetForm

from .joining import said


class ResetView(PasswordResetView):
    """The one field."""

    def form_invalid(self, form: ResetForm) -> HttpResponse:
        return said(super().form_invalid(form), wait=form.wait)


class ResetCodeView(ConfirmPasswordResetCodeView):
    """The code from the mail."""


@method_decorator(sensitive_post_parameters(), name="dispatch")
class NewPasswordView(CompletePasswordResetView):
    """The new password; whoever set it is signed in by it, after the second factor where there is one."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "email": self._process.state["email"]}

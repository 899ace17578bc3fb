"""A password, for those who want one beside the code. Who has freshly proved who they are need not know the old one."""

from __future__ import annotations

from typing import Any, cast

from allauth.core import ratelimit
from django import forms
from django.contrib.auth import password_validation, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from standfirst.kit.targets import SeeOther
from standfirst.readers.fresh import fresh_proof_required
from standfirst.readers.models import Reader
from standfirst.web.views.errors import too_many


class PasswordForm(forms.Form):
    """The new password."""

    password = forms.CharField(
        label=_("New password"),
        strip=False,
        max_length=1000,
        help_text=_("Ten characters or more."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._reader = reader

    def clean_password(self) -> str:
        new: str = self.cleaned_data["password"]
        password_validation.validate_password(new, self._reader)
        return new


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@fresh_proof_required
def password(request: HttpRequest) -> HttpResponse:
    """Set or change it; every other browser is signed out by that."""
    reader = cast("Reader", request.user)
    if request.method == "POST" and not ratelimit.consume(request, action="change_password"):
        return too_many(request)
    form = PasswordForm(request.POST or None, reader=reader)
    if form.is_bound and form.is_valid():
        reader.set_password(form.cleaned_data["password"])
        reader.save()
        update_session_auth_hash(request, reader)
        return SeeOther(f"{reverse('account')}?saved")
    return render(request, "account/password.html", {"form": form})

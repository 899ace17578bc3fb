"""A password, for those who want one beside the code. Who has just proved the address need not know the old one."""

from __future__ import annotations

import time
from typing import Any, cast

from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import ratelimit
from django import forms
from django.contrib.auth import password_validation, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from standfirst.readers.models import Reader
from standfirst.web.views.errors import too_many

#: Seconds for which a code that was typed counts as "just now".
JUST_NOW = 15 * 60


class PasswordForm(forms.Form):
    """The new password, and the old one of those who have not just proved the address."""

    old_password = forms.CharField(
        label=_("Your password now"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    password = forms.CharField(
        label=_("New password"),
        strip=False,
        max_length=1000,
        help_text=_("Ten characters or more."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, reader: Reader, proved: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._reader = reader
        if proved:
            del self.fields["old_password"]

    def clean_old_password(self) -> str:
        old: str = self.cleaned_data["old_password"]
        if not self._reader.check_password(old):
            raise forms.ValidationError(_("This is not your password."))
        return old

    def clean_password(self) -> str:
        new: str = self.cleaned_data["password"]
        password_validation.validate_password(new, self._reader)
        return new


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def password(request: HttpRequest) -> HttpResponse:
    """Set or change it; every other browser is signed out by that."""
    reader = cast("Reader", request.user)
    if request.method == "POST" and not ratelimit.consume(request, action="change_password"):
        return too_many(request)
    proved = just_proved(request, reader)
    if not proved and not reader.has_usable_password():  # an open browser alone must not win the account
        return render(request, "account/password.html", {"form": None})
    form = PasswordForm(request.POST or None, reader=reader, proved=proved)
    if form.is_bound and form.is_valid():
        reader.set_password(form.cleaned_data["password"])
        reader.save()
        update_session_auth_hash(request, reader)
        return HttpResponseRedirect(f"{reverse('account')}?saved", status=303)
    return render(request, "account/password.html", {"form": form})


def just_proved(request: HttpRequest, reader: Reader) -> bool:
    """Has a code been typed in this session just now?"""
    records = get_authentication_records(request, reader)
    return any(record["method"] == "code" and time.time() - record["at"] < JUST_NOW for record in records)

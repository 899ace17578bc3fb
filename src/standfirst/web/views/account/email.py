"""Another e-mail address for the account: new address → code → moved."""

from __future__ import annotations

from typing import cast

from allauth.core import ratelimit
from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from standfirst.kit.targets import SeeOther
from standfirst.readers import moving
from standfirst.readers.forms import LONGEST_ADDRESS
from standfirst.readers.fresh import fresh_proof_required
from standfirst.readers.models import Reader
from standfirst.web.views.errors import too_many

#: Where the session keeps what is awaited.
AWAITED = "new_address"


class AddressForm(forms.Form):
    """The new address."""

    email = forms.EmailField(
        label=gettext_lazy("New e-mail address"),
        max_length=LONGEST_ADDRESS,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autocapitalize": "none"}),
    )


class CodeForm(forms.Form):
    """The code from the mail to the new address."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@fresh_proof_required
def email(request: HttpRequest) -> HttpResponse:
    """Where the new address is typed."""
    if request.method == "POST" and not ratelimit.consume(request, action="change_email"):
        return too_many(request)
    form = AddressForm(request.POST or None)
    if form.is_bound and form.is_valid():
        request.session[AWAITED] = moving.begin(email=form.cleaned_data["email"])
        return SeeOther(reverse("account_email_code"))
    return render(request, "account/email.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def code(request: HttpRequest) -> HttpResponse:
    """Where its code is typed."""
    awaited = request.session.get(AWAITED)
    if not moving.is_alive(awaited):
        request.session.pop(AWAITED, None)
        return SeeOther(reverse("account_email_change"))
    form = CodeForm(request.POST or None)
    if form.is_bound and form.is_valid():
        session = request.session.session_key
        right = moving.is_right(awaited, form.cleaned_data["code"], session=session)
        request.session.modified = True  # the try counts, whatever it was
        if right:
            return _moved(request, awaited["email"])
        form.add_error("code", _("This is not the code from our latest mail. Please look again."))
    return render(request, "account/email_code.html", {"form": form, "email": awaited["email"]})


def _moved(request: HttpRequest, email: str) -> HttpResponse:
    del request.session[AWAITED]
    try:
        moving.move(reader=cast("Reader", request.user), email=email)
    except moving.CannotMoveError:
        return SeeOther(reverse("account_email_change"))
    return SeeOther(f"{reverse('account')}?saved")

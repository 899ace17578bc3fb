"""Fresh proof: before what could cost somebody the account or the paper, who is signed in shows again who that is.

`fresh_proof_required` stands before a view; `ask_again` is for whoever decides elsewhere. What was sent is kept in the
session and goes on by itself once the proof is given (allauth's own way), so that nothing typed is lost; a form with a
password in it is not kept.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import suspend_request
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from .factors import lack_of, owned_by
from .models import Reader
from .proofs import APP, PASSKEY, RECOVERY, Lack, is_fresh

View = Callable[..., HttpResponseBase]


def has_fresh_proof(request: HttpRequest) -> bool:
    """Has whoever is signed in here proved it within a quarter of an hour? Staff also need both their proofs."""
    if not request.user.is_authenticated:
        return False
    reader = request.user
    records = get_authentication_records(request, reader)
    if not is_fresh(records, now=time.time(), staff=reader.is_staff):
        return False
    return not reader.is_staff or lack_of(request) in {Lack.NOTHING, Lack.FACTOR}


def fresh_proof_required(view: View) -> View:
    """A view for those alone who are signed in and have just proved it; all others are led to do so and come back."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs) if has_fresh_proof(request) else ask_again(request)

    return guarded


def ask_again(request: HttpRequest) -> HttpResponse:
    """Lead to a page where a proof is given, and back here. Signs nobody in: strangers go to the page for that."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    page = reverse(way_to_prove(request))
    if any("password" in name for name in request.POST):  # that would stand in the session as it is
        return HttpResponseRedirect(f"{page}?{urlencode({'next': request.get_full_path()})}")
    return suspend_request(request, page)


def way_to_prove(request: HttpRequest) -> str:
    """The name of the page that asks for the proof which is missing."""
    reader = cast("Reader", request.user)
    types = set(owned_by(reader).values())
    lacks = lack_of(request) if reader.is_staff else Lack.NOTHING
    if lacks is Lack.PASSWORD and PASSKEY not in types and reader.has_usable_password():
        return "account_reauthenticate"
    if PASSKEY in types:
        return "mfa_reauthenticate_webauthn"
    if APP in types:
        return "mfa_reauthenticate"
    return "account_reauthenticate" if reader.has_usable_password() else "prove_by_code"


def ways_to_prove(reader: Reader) -> list[dict[str, Any]]:
    """Every page on which this reader can give a proof, as allauth's reauthentication wants them, best first."""
    types = set(owned_by(reader).values())
    ways = []
    if PASSKEY in types:
        ways.append(("mfa_reauthenticate_webauthn", _("Use a passkey")))
    if APP in types or (RECOVERY in types and reader.is_staff):
        ways.append(("mfa_reauthenticate", _("Use a code from your authenticator app, or a recovery code")))
    if reader.has_usable_password():
        ways.append(("account_reauthenticate", _("Use your password")))
    if not reader.is_staff:
        ways.append(("prove_by_code", _("Have a code sent to your e-mail address")))
    return [{"id": name, "description": words, "url": reverse(name)} for name, words in ways]

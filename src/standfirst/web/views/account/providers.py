"""Signing in with somebody else's word: Google, Apple, any OpenID Connect provider. Nothing is asked of them before a
click, and the click is a form of ours."""

from __future__ import annotations

import logging
from functools import wraps
from typing import Any

from allauth.core import ratelimit
from allauth.decorators import rate_limit
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal import flows
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.apple.views import apple_post_callback, oauth2_finish_login
from allauth.socialaccount.providers.base import ProviderException
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.google.views import oauth2_callback as google_callback
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

from standfirst.kit.targets import SeeOther, local_target
from standfirst.readers.fresh import ask_again, fresh_proof_required, has_fresh_proof
from standfirst.readers.openid import OpenIDAdapter
from standfirst.readers.providers import unreachable
from standfirst.web.providers import APPLE, GOOGLE, OPENID, Provider
from standfirst.web.views.errors import forbidden, too_many

log = logging.getLogger("standfirst.providers")
#: What a provider that answers nonsense, or not at all, makes of our request.
NONSENSE = (RequestException, OAuth2Error, ProviderException, KeyError, ValueError, TypeError)


def provider_called(name: str, *kinds: str) -> Provider:
    """The provider of this name, of one of these kinds; raises Http404."""
    for provider in settings.CONFIGURATION.providers:
        if provider.id == name and (not kinds or provider.kind in kinds):
            return provider
    raise Http404


@require_POST
def start(request: HttpRequest, provider: str) -> HttpResponse:
    """The click. The answer is a page that leads on: a redirect would have to be allowed to every form of the paper."""
    found = provider_called(provider)
    if not ratelimit.consume(request, action="provider"):
        return too_many(request)
    target, process = local_target(request.POST.get("next")), AuthProcess.LOGIN
    if "connect" in request.POST and request.user.is_authenticated:
        reader = request.user
        if reader.is_staff:
            return forbidden(request)
        if not has_fresh_proof(request):  # an open browser alone must not win the account
            return ask_again(request)
        process, target = AuthProcess.CONNECT, reverse("socialaccount_connections")
    try:
        ours = get_adapter().get_provider(request, found.id)
        onward = ours.redirect(request, process=process, next_url=target or None)["Location"]
    except NONSENSE as error:
        log.warning("the provider “%s” cannot be used: %s", found.id, error)
        return unreachable(request, found.name, target)
    return render(request, "account/provider.html", {"onward": onward, "provider": found})


def google_back(request: HttpRequest) -> HttpResponse:
    provider_called(GOOGLE)
    return _come_back(google_callback, request, GOOGLE)


#: Apple posts its answer from its own page, so that our cookies do not come with it: allauth's view takes it to where
#: they do. It is open to forms from elsewhere (the answer is worth nothing without the state in the session).
#: Where Apple is no provider of the paper's, nothing of what is posted is kept.
_from_apple = rate_limit(action="provider")(apple_post_callback)


@wraps(_from_apple)
def apple_back(request: HttpRequest) -> HttpResponse:
    provider_called(APPLE)
    answer: HttpResponse = _from_apple(request)
    return answer


def apple_finish(request: HttpRequest) -> HttpResponse:
    provider_called(APPLE)
    return _come_back(oauth2_finish_login, request, APPLE)


def openid_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    provider_called(provider_id, OPENID)
    return _come_back(
        OAuth2CallbackView.adapter_view(OpenIDAdapter(request, provider_id)), request, provider_id
    )


def _come_back(view: Any, request: HttpRequest, name: str) -> HttpResponse:
    try:
        response: HttpResponse = view(request)
    except NONSENSE as error:
        log.warning("the answer of the provider “%s” is of no use: %s", name, error)
        return unreachable(request, provider_called(name).name, "")
    return response


@require_safe
@login_required
def connections(request: HttpRequest) -> HttpResponse:
    """With whom this account is connected, and with whom it may be."""
    accounts = {account.provider: account for account in SocialAccount.objects.filter(user=request.user)}
    rows = [
        {"provider": provider, "account": accounts.get(provider.id)}
        for provider in settings.CONFIGURATION.providers
    ]
    return render(request, "account/connections.html", {"rows": rows})


@require_POST
@fresh_proof_required
def disconnect(request: HttpRequest, number: int) -> HttpResponse:
    """The code by e-mail is always left, so nobody is shut out by this."""
    account = get_object_or_404(SocialAccount, pk=number, user=request.user)
    flows.connect.disconnect(request, account)
    return SeeOther(reverse("socialaccount_connections"))

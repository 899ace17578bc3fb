"""What a provider's word is worth here.

It is believed about an address only where it says itself that the address was verified. Whoever it vouches for is the
reader with that address, or a new one. It never opens the newsroom: staff prove who they are to the paper itself.
"""

from __future__ import annotations

from typing import Any, NoReturn

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.internal.flows.email_verification import verify_email_indirectly
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError, AuthProcess
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from standfirst.kit.targets import SeeOther, local_target

from .models import Reader


class ProviderAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return True

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Reader:
        """Of all that is told, the address alone is kept; how to be called in public is the reader's to say."""
        for address in sociallogin.email_addresses:
            address.verified = str(address.verified).lower() == "true" and self._is_believed(
                sociallogin, address.email
            )
        sociallogin.account.extra_data = {"email": data.get("email") or ""}
        reader: Reader = super().populate_user(request, sociallogin, {"email": data.get("email")})
        return reader

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:
        return self._is_believed(login, email)

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Before anything is changed: who may not come in this way is sent where they may."""
        provider, state = sociallogin.provider.name, sociallogin.state
        if state.get("process") == AuthProcess.CONNECT:
            if getattr(request.user, "is_staff", False):
                self._send_back(request, state, _("Staff sign in with a password or a passkey."))
        elif sociallogin.is_existing:
            if sociallogin.user.is_staff:
                self._send_back(
                    request,
                    state,
                    _("This account signs in with its password or a passkey."),
                    "account_login",
                )
        elif not any(address.verified for address in sociallogin.email_addresses):
            words = _(
                "%(provider)s does not say that your e-mail address is yours. Please sign in by a code."
            )
            self._send_back(request, state, words % {"provider": provider})

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Any = None) -> Reader:
        """Reader, address and connection in one transaction. Two tabs at once make one reader."""
        sociallogin.email_addresses = [each for each in sociallogin.email_addresses if each.verified][:1]
        sociallogin.user.email = sociallogin.email_addresses[0].email
        try:
            with transaction.atomic():
                reader: Reader = super().save_user(request, sociallogin, form)
        except IntegrityError:
            self._send_back(request, sociallogin.state, _("That did not work. Please try again."))
        return reader

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """Nobody is left on a page that only says that something failed: the other ways in are one click away."""
        state = (extra_context or {}).get("state") or {}
        words = _("%(provider)s could not tell us who you are. Please try again, or sign in by a code.")
        self._send_back(
            request, state, "" if error == AuthError.CANCELLED else words % {"provider": provider.name}
        )

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: SocialAccount) -> str:
        return reverse("socialaccount_connections")

    def send_notification_mail(self, template_prefix: str, user: Reader, context: dict[str, Any]) -> None:
        """Whoever has an account hears of every change in how one gets into it."""
        get_account_adapter().send_mail(template_prefix, user.email, {"provider": context["provider"].name})

    def _is_believed(self, login: SocialLogin, email: str) -> bool:
        """Is this provider believed about addresses of this domain?"""
        domains = login.provider.app.settings.get("domains") or []
        return not domains or email.rpartition("@")[2].lower() in domains

    def _send_back(
        self,
        request: HttpRequest,
        state: dict[str, Any],
        words: str,
        page: str = "account_request_login_code",
    ) -> NoReturn:
        if words:
            messages.error(request, words)
        target = local_target(state.get("next"))
        if state.get("process") == AuthProcess.CONNECT and request.user.is_authenticated:
            raise ImmediateHttpResponse(HttpResponseRedirect(reverse("socialaccount_connections")))
        onward = f"?{urlencode({'next': target})}" if target else ""
        raise ImmediateHttpResponse(HttpResponseRedirect(reverse(page) + onward))


def connected(request: HttpRequest, sociallogin: SocialLogin, **_: Any) -> None:
    """Receiver: an account that was found by the address its provider vouches for has that address proved by it."""
    proved = getattr(sociallogin, "_did_authenticate_by_email", None)
    if proved:
        verify_email_indirectly(request, sociallogin.user, proved)


def unreachable(request: HttpRequest, name: str, target: str) -> HttpResponse:
    """A provider that does not answer keeps nobody out."""
    messages.error(
        request, _("%(provider)s cannot be reached just now. Please sign in by a code.") % {"provider": name}
    )
    onward = f"?{urlencode({'next': target})}" if target else ""
    return SeeOther(reverse("account_request_login_code") + onward)

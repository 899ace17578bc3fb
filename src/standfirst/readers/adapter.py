"""Where this paper differs from allauth's ways."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.stagekit import clear_login
from allauth.core import context as current
from allauth.core.internal.httpkit import is_headless_request
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from standfirst.kit.targets import local_target

from . import limits, terms
from .actions import give_handle
from .fresh import has_fresh_proof, ways_to_prove
from .models import Reader
from .signals import joined

WELCOME = "/account/welcome"
#: Proofs that never open the newsroom: a mailbox, and a provider's word.
NOT_FOR_STAFF = {"code", "socialaccount"}
#: In the session of somebody whose account has just been made.
JUST_JOINED = "just_joined"


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": _("That was too often. Please try again in ten minutes."),
        "rate_limited": _("That was too often. Please try again in ten minutes."),
        "incorrect_code": _("This is not the code from our latest mail. Please look again."),
        "email_password_mismatch": _("The address and the password do not go together."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """There is no separate form for signing up: the code makes the account."""
        return False

    def is_safe_url(self, url: str) -> bool:
        return bool(local_target(url))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return WELCOME

    def get_client_ip(self, request: HttpRequest) -> str:
        return limits.visitor_address(request)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """By the address alone: allauth counts for each host, and a visitor may put any port into that."""
        return str(credentials.get("email", "")).lower()

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Only what went wrong is worth a message: the pages themselves say the rest, also of new keys."""
        if level >= messages.WARNING and not (message_template or "").startswith("mfa/"):
            super().add_message(request, level, message_template, *args, **kwargs)

    def format_email_subject(self, subject: str) -> str:
        return subject

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        paper = {"name": settings.PAPER_NAME, "url": settings.CONFIGURATION.url}
        super().send_mail(template_prefix, email, {**context, "paper": paper})

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Reader,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Whoever has an account hears of every change in how one gets into it."""
        del context
        if template_prefix.startswith("mfa/"):
            where = settings.WAGTAILADMIN_BASE_URL if user.is_staff else settings.CONFIGURATION.url
            self.send_mail("account/email/keys_changed", email or user.email, {"where": where})

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """allauth counts only what was asked again; a sign-in of a minute ago is as good a proof."""
        del app, kwargs
        return not has_fresh_proof(current.request)

    def get_reauthentication_methods(self, user: Reader) -> list[dict[str, Any]]:
        return ways_to_prove(user) if user.is_authenticated else []

    def pre_login(self, request: HttpRequest, user: Reader, **kwargs: Any) -> HttpResponse | None:
        """Staff never get in by a code alone. Said only to somebody who has proved the address."""
        refused: HttpResponse | None = super().pre_login(request, user, **kwargs)
        if refused is not None:
            return refused
        records = get_authentication_records(request, user)
        if not user.is_staff or (records and records[-1]["method"] not in NOT_FOR_STAFF):
            return None
        clear_login(request)
        if not is_headless_request(request):
            messages.error(request, gettext("This account signs in with its password or a passkey."))
        target = kwargs.get("redirect_url")
        onward = f"?{urlencode({'next': target})}" if target else ""
        return HttpResponseRedirect(reverse("account_login") + onward)

    def login(self, request: HttpRequest, user: Reader) -> None:
        joins = user.last_login is None and user.handle is None
        with transaction.atomic():  # killed in between, nobody has joined by half
            if user.handle is None:
                give_handle(reader=user)
            if user.last_login is None and not user.is_staff:
                terms.accept(reader=user)  # every page that leads here says so
            super().login(request, user)
        if joins:
            request.session[JUST_JOINED] = True
            request.joins_now = True  # type: ignore[attr-defined]

    def post_login(self, request: HttpRequest, user: Reader, **kwargs: Any) -> HttpResponse:
        if getattr(request, "joins_now", False):
            joined.send(Reader, request=request, target=kwargs.get("redirect_url") or "")
        answer: HttpResponse = super().post_login(request, user, **kwargs)
        if is_headless_request(request) or not terms.have_changed_for(user):
            return answer
        return HttpResponseRedirect(f"{reverse('account_terms')}?{urlencode({'next': answer['Location']})}")

    def get_login_stages(self) -> list[str]:
        """Every address was proved by a code, or set by an operator, before a password could be had for it."""
        unwanted = {
            "allauth.account.stages.PhoneVerificationStage",
            "allauth.account.stages.EmailVerificationStage",
        }
        ours = {"allauth.mfa.stages.AuthenticateStage": "standfirst.readers.second_factor.SecondFactorStage"}
        return [ours.get(stage, stage) for stage in super().get_login_stages() if stage not in unwanted]

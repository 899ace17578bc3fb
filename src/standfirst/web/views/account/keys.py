"""A reader's keys: passkeys, and for staff an authenticator app and recovery codes beside them."""

from __future__ import annotations

import json
from typing import Any, cast

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.internal import auth, flows
from allauth.mfa.webauthn.views import AddWebAuthnView, EditWebAuthnView, RemoveWebAuthnView
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from standfirst.kit.targets import SeeOther, local_target
from standfirst.readers.factors import take_step
from standfirst.readers.models import Reader

#: Where the session keeps what somebody was on the way to who first has to set up a second proof.
ONWARD = "after_keys"


@require_safe
@login_required
def keys(request: HttpRequest) -> HttpResponse:
    """All of them, and how to get more."""
    reader = cast("Reader", request.user)
    rows = Authenticator.objects.filter(user=reader).order_by("pk")
    by_type: dict[str, list[Authenticator]] = {}
    for row in rows:
        by_type.setdefault(row.type, []).append(row)
    codes = by_type.get(Authenticator.Type.RECOVERY_CODES, [])
    passkeys, apps = by_type.get(Authenticator.Type.WEBAUTHN, []), by_type.get(Authenticator.Type.TOTP, [])
    target = local_target(request.GET.get("next"))
    if target:
        request.session[ONWARD] = target
    context = {
        "passkeys": passkeys,
        "app": apps[0] if apps else None,
        "codes_left": len(codes[0].wrap().get_unused_codes()) if codes else 0,
        "has_codes": bool(codes),
        "must": reader.is_staff and not passkeys and not apps,
    }
    return render(request, "account/keys.html", context)


def _onward(request: HttpRequest) -> str:
    return local_target(request.session.pop(ONWARD, "")) or reverse("mfa_index")


class AddPasskeyView(AddWebAuthnView):
    """The browser makes it, the device asks its owner, and the form brings what it says."""

    template_name = "account/add_passkey.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        target = local_target(request.GET.get("next"))
        if target:
            request.session[ONWARD] = target
        answer: HttpResponse = super().get(request, *args, **kwargs)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        options = auth.begin_registration(self.request.user, passwordless=True)
        context["options"] = json.dumps(options["publicKey"])
        return context

    def form_valid(self, form: Any) -> HttpResponse:
        reader = cast("Reader", self.request.user)
        name, credential = form.cleaned_data["name"], form.cleaned_data["credential"]
        if not reader.is_staff:
            # A reader has the code as another way in, and needs no recovery codes.
            made = flows.signup_authenticator(self.request, reader, name, credential)
            _tell(reader)
            new_codes = None
        else:
            made, new_codes = flows.add_authenticator(self.request, name=name, credential=credential)
        # It was shown to work, here and by its owner, a moment ago.
        record_authentication(self.request, reader, "mfa", id=made.pk, type=made.type, reauthenticated=True)
        return _made(self.request, bool(new_codes))


def _tell(reader: Reader) -> None:
    from allauth.account.adapter import get_adapter

    get_adapter().send_notification_mail("mfa/email/webauthn_added", reader)


def _made(request: HttpRequest, new_codes: bool) -> HttpResponse:
    target = reverse("mfa_view_recovery_codes") if new_codes else _onward(request)
    return SeeOther(target)


class RemovePasskeyView(RemoveWebAuthnView):
    """With a page that asks once more."""

    template_name = "account/remove_key.html"


class NamePasskeyView(EditWebAuthnView):
    """Another name for it."""

    template_name = "account/name_passkey.html"


class _ForStaff:
    """Apps and recovery codes are the staff's; who has one and is staff no more may still see to it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        reader = request.user
        if (
            not reader.is_staff
            and not Authenticator.objects.filter(user=reader, type=Authenticator.Type.TOTP).exists()
        ):
            raise Http404
        return cast("HttpResponseBase", super().dispatch(request, *args, **kwargs))  # type: ignore[misc]


class ActivateAppView(_ForStaff, ActivateTOTPView):
    """A picture to scan, the same as text, and the first code."""

    template_name = "account/app.html"

    def form_valid(self, form: Any) -> HttpResponse:
        super().form_valid(form)
        reader = cast("Reader", self.request.user)
        app = Authenticator.objects.get(user=reader, type=Authenticator.Type.TOTP)
        take_step(app, form.cleaned_data["code"])
        record_authentication(self.request, reader, "mfa", id=app.pk, type=app.type, reauthenticated=True)
        return _made(self.request, self.did_generate_recovery_codes)


class RemoveAppView(_ForStaff, DeactivateTOTPView):
    """With a page that asks once more."""

    template_name = "account/remove_key.html"


class RecoveryCodesView(_ForStaff, ViewRecoveryCodesView):
    """Shown once; then only how many are left."""

    template_name = "account/recovery_codes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "onward": self.request.session.get(ONWARD, "")}


class NewRecoveryCodesView(_ForStaff, GenerateRecoveryCodesView):
    """New ones; the old ones are of no use any more."""

    template_name = "account/new_recovery_codes.html"

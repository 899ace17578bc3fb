"""Signing in by a passkey: in place at the wall, or from the pages for signing in. And the line that offers one."""

from __future__ import annotations

from typing import Any, cast

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from standfirst.kit.targets import local_target
from standfirst.readers.models import Reader

from .joining import AnotherTry


class PasskeyView(AnotherTry, LoginWebAuthnView):
    """GET brings the question for the browser, as JSON; POST its answer, as a form.

    A script that wants to stay on its page says `Accept: application/json`: 200 when somebody is signed in by it,
    401 when something is still missing, 400 when it is not right, 429 when it was too often.
    """

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not _wants_json(request):
            return super().get(request, *args, **kwargs)
        return JsonResponse(auth.begin_authentication(user=None)["publicKey"])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer: HttpResponseBase = super().post(request, *args, **kwargs)
        if not _wants_json(request) or isinstance(answer, JsonResponse):
            return answer
        if request.user.is_authenticated:
            return JsonResponse({"address": answer["Location"]})
        return JsonResponse({"address": answer["Location"]}, status=401)

    def form_invalid(self, form: Any) -> HttpResponse:
        if _wants_json(self.request):
            words = [str(word) for words in form.errors.values() for word in words]
            return JsonResponse({"errors": [{"message": word} for word in words]}, status=400)
        return super().form_invalid(form)


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


#: In the session of a reader who wants to hear no more of it.
NOT_NOW = "no_passkey_offered"


def offer_of(request: HttpRequest) -> dict[str, Any]:
    """What `/_/me` says: may a page offer a passkey? To readers who have none, until they say “not now”."""
    wanted = (
        NOT_NOW not in request.session
        and not Authenticator.objects.filter(
            user=cast("Reader", request.user), type=Authenticator.Type.WEBAUTHN
        ).exists()
    )
    return {"passkeys": {"offer": wanted}}


@require_safe
@login_required
def offered(request: HttpRequest) -> HttpResponse:
    """The line itself, for the end of a story that was read."""
    return render(request, "account/passkey_line.html", {"target": local_target(request.GET.get("next"))})


@require_POST
@login_required
def not_now(request: HttpRequest) -> HttpResponse:
    """No more of it in this browser."""
    request.session[NOT_NOW] = True
    return HttpResponse(status=204)

"""Joining and signing in: e-mail → code → back to where the reader was. A password is the second way."""

from __future__ import annotations

from allauth.account.stages import LoginStage
from allauth.account.views import ConfirmLoginCodeView, LoginView, LogoutView, RequestLoginCodeView
from allauth.headless.account.views import RequestLoginCodeView as HeadlessRequestLoginCodeView
from allauth.headless.base.response import RateLimitResponse
from allauth.headless.internal.restkit.inputs import Input
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from standfirst.kit.targets import local_target
from standfirst.readers.adapter import JUST_JOINED
from standfirst.readers.forms import JoinForm

from ..errors import TRY_AGAIN_AFTER, forbidden


class _AnotherTry:
    """A code that is on its way keeps nobody from correcting the address, or from using the password."""

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: LoginStage) -> None:
        del request, stage


class JoinView(_AnotherTry, RequestLoginCodeView):
    """The one field."""

    def form_invalid(self, form: JoinForm) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        if form.is_too_often:
            response.status_code = 429
            response["Retry-After"] = str(TRY_AGAIN_AFTER)
        return response


class CodeView(ConfirmLoginCodeView):
    """The code from the mail."""


class PasswordView(_AnotherTry, LoginView):
    """Address and password."""


class SignOutView(LogoutView):
    """One button; afterwards the page one came from, as a stranger sees it."""


class JoinInput(JoinForm, Input):
    """The same field, as JSON."""


class JoinAPI(HeadlessRequestLoginCodeView):
    """`POST /_/join` with `{"email": …}`: 401 with a pending code, whoever the address belongs to."""

    input_class = JoinInput

    def handle_invalid_input(self, input: JoinInput) -> HttpResponse:  # noqa: A002 - allauth's name
        if input.is_too_often:
            response = RateLimitResponse(self.request)
            response["Retry-After"] = str(TRY_AGAIN_AFTER)
            return response
        return super().handle_invalid_input(input)


@require_safe
@login_required
def welcome(request: HttpRequest) -> HttpResponse:
    """Where somebody lands who came from nowhere in particular."""
    return render(request, "account/welcome.html", {"joined": request.session.pop(JUST_JOINED, False)})


def newsroom_sign_in(request: HttpRequest) -> HttpResponse:
    """The newsroom has no door of its own: staff sign in with their password where everybody does."""
    if request.user.is_authenticated:  # who is signed in and is sent here has no business in the newsroom
        return forbidden(request)
    target = local_target(request.GET.get("next")) or reverse("wagtailadmin_home")
    return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({'next': target})}")

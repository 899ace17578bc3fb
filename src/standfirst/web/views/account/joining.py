"""Joining and signing in: e-mail → code → back to where the reader was. A password is the second way."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

from allauth.account.stages import LoginStage
from allauth.account.views import ConfirmLoginCodeView, LoginView, LogoutView, RequestLoginCodeView
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.headless.account.inputs import ConfirmLoginCodeInput
from allauth.headless.account.views import ConfirmLoginCodeView as HeadlessConfirmLoginCodeView
from allauth.headless.account.views import RequestLoginCodeView as HeadlessRequestLoginCodeView
from allauth.headless.internal.restkit.inputs import Input
from allauth.headless.internal.restkit.response import APIResponse
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from standfirst.kit.targets import local_target
from standfirst.newsroom.stories.addresses import number_at
from standfirst.newsroom.stories.offer_words import own_words_for
from standfirst.newsroom.stories.queries import find
from standfirst.readers import limits, terms
from standfirst.readers.adapter import JUST_JOINED
from standfirst.readers.forms import TOO_OFTEN, CountedTries, JoinForm, PasswordSignInForm
from standfirst.readers.models import Reader

from ... import read_first
from ..errors import forbidden


class AnotherTry:
    """A code that is on its way keeps nobody from correcting the address, or from using the password."""

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: LoginStage) -> None:
        del request, stage


def said(response: HttpResponse, *, wait: int) -> HttpResponse:
    """The page with what was typed; with 429, and in how many seconds to try again, where a limit was met."""
    if wait:
        response.status_code = 429
        response["Retry-After"] = str(wait)
    return response


class JoinView(AnotherTry, RequestLoginCodeView):
    """The one field."""

    def form_valid(self, form: JoinForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        read_first.lend(self.request)
        return response

    def form_invalid(self, form: JoinForm) -> HttpResponse:
        return said(super().form_invalid(form), wait=form.wait)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the words of the offer that led here, where the paper has its own."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        number = number_at(local_target(context["redirect_field_value"]) or "")
        found = find(number) if number is not None else None
        if found is not None and found.is_live:
            context["words"] = own_words_for(found.article, self.request.visit.edition)
        return context


class _AllOrNothing:
    """A code is used up and somebody signed in, or neither: also when the power goes in between."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic() if request.method == "POST" else nullcontext():
            response: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return response


class CodeView(_AllOrNothing, ConfirmLoginCodeView):
    """The code from the mail; above it the way on, for those who may read first."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if read_first.is_lent(self.request):
            context["onward"] = local_target(context["redirect_field_value"]) or "/"
        return context


class PasswordView(AnotherTry, LoginView):
    """Address and password."""

    def form_invalid(self, form: PasswordSignInForm) -> HttpResponse:
        return said(super().form_invalid(form), wait=form.wait)


class SignOutView(LogoutView):
    """One button; afterwards the page one came from, as a stranger sees it."""


class JoinInput(JoinForm, Input):
    """The same field, as JSON."""


class _AnyJson:
    """Strangers send anything: JSON nested too deep is refused like JSON that is none."""

    def _parse_json(self, request: HttpRequest) -> Any:
        try:
            return super()._parse_json(request)  # type: ignore[misc]
        except RecursionError as error:
            raise ImmediateHttpResponse(HttpResponseBadRequest()) from error


class CodeInput(CountedTries, ConfirmLoginCodeInput):
    """The code, as JSON."""


class CodeAPI(_AllOrNothing, _AnyJson, HeadlessConfirmLoginCodeView):
    """`POST {"code": …}`: 200 when somebody is signed in by it, 400 when it is wrong, 409 when none is awaited.

    The header `Terms` says that they have changed since this reader accepted them.
    """

    input_class = CodeInput

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post(request, *args, **kwargs)
        if isinstance(request.user, Reader) and terms.have_changed_for(request.user):
            response["Terms"] = "changed"
        return response


class JoinAPI(_AnyJson, HeadlessRequestLoginCodeView):
    """`POST /_/join` with `{"email": …}`: 401 with a pending code, whoever the address belongs to.

    The header `Read-First` says that this browser may read on before the code is typed.
    """

    input_class = JoinInput

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post(request, *args, **kwargs)
        if response.status_code == 401 and read_first.lend(request):
            response["Read-First"] = "yes"
        return response

    def handle_invalid_input(self, input: JoinInput) -> HttpResponse:  # noqa: A002 - allauth's name
        if input.wait:
            errors = [{"message": limits.in_words(input.wait), "code": TOO_OFTEN, "param": "email"}]
            return said(APIResponse(self.request, status=429, errors=errors), wait=input.wait)
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

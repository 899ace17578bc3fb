"""Where who is signed in gives a proof again, or the second one: password, app, passkey, a code by mail."""

from __future__ import annotations

import json
from typing import Any, cast

from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import BaseReauthenticateView, ReauthenticateView
from allauth.core import ratelimit
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as MFAReauthenticateView
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standfirst.kit.targets import SeeOther
from standfirst.readers import moving, proving
from standfirst.readers.fresh import has_fresh_proof, way_to_prove
from standfirst.readers.models import Reader
from standfirst.web.views.errors import too_many

#: Where the session keeps the code that is awaited.
AWAITED = "proving"


class SecondView(AuthenticateView):
    """After the password: a code from the app, a recovery code, or a passkey."""

    template_name = "account/second.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["options"] = json.dumps(context["js_data"]["request_options"]["publicKey"])
        return context


class _Onward(BaseReauthenticateView):
    """On to where one was going, once enough is proved: what was kept on the way goes on only then."""

    def form_valid(self, form: Any) -> HttpResponse:
        if not has_fresh_proof(self.request):
            return HttpResponseRedirect(self.passthrough_next_url(reverse(way_to_prove(self.request))))
        answer: HttpResponse = super().form_valid(form)
        return answer


class ProveByPasswordView(ReauthenticateView, _Onward):
    template_name = "account/prove_by_password.html"

    def get_form(self, form_class: Any = None) -> forms.Form:
        form: forms.Form = super().get_form(form_class)
        field = form.fields["password"]
        field.label, field.help_text = _("Your password"), ""
        field.widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})
        return form


class ProveByAppView(MFAReauthenticateView, _Onward):
    template_name = "account/prove_by_app.html"


class ProveByPasskeyView(ReauthenticateWebAuthnView, _Onward):
    template_name = "account/prove_by_passkey.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        options = auth.begin_authentication(self.request.user)
        return {**context, "form": self.get_form(), "options": json.dumps(options["publicKey"])}

    def form_invalid(self, form: Any) -> HttpResponse:
        for words in form.errors.get("credential", []):
            messages.error(self.request, words)
        return self.render_to_response(self.get_context_data(form=form))


class CodeForm(forms.Form):
    """The code from the mail."""

    code = forms.CharField(
        label=gettext_lazy("The code from our mail"),
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._request = request

    def clean_code(self) -> str:
        session, code = self._request.session, str(self.cleaned_data["code"])
        awaited = session.get(AWAITED)
        right = moving.is_alive(awaited) and moving.is_right(awaited, code, session=session.session_key)
        session.modified = True  # the try counts, whatever it was
        if not right:
            raise forms.ValidationError(_("This is not the code from our latest mail. Please look again."))
        del session[AWAITED]
        return code


@method_decorator(login_required, name="dispatch")
class ProveByCodeView(_Onward):
    """A code to one's own address. Not for staff: a mailbox is no key to a newsroom."""

    form_class = CodeForm
    template_name = "account/prove_by_code.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "send" not in request.POST:
            return cast("HttpResponseBase", super().post(request, *args, **kwargs))
        if not ratelimit.consume(request, action="prove_by_code"):
            return too_many(request)
        request.session[AWAITED] = proving.send_code(cast("Reader", request.user))
        return SeeOther(self.passthrough_next_url(request.path))

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "request": self.request}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        awaited = self.request.session.get(AWAITED)
        return {**super().get_context_data(**kwargs), "awaited": moving.is_alive(awaited)}

    def form_valid(self, form: Any) -> HttpResponse:
        record_authentication(self.request, cast("Reader", self.request.user), "code", reauthenticated=True)
        return super().form_valid(form)

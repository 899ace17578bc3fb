"""Own data: taken away, and erased with the account."""

from __future__ import annotations

from typing import cast

from allauth.core import ratelimit
from django import forms
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from standfirst.kit.targets import SeeOther
from standfirst.readers.export import export
from standfirst.readers.fresh import fresh_proof_required
from standfirst.readers.leaving import GRACE, leave
from standfirst.readers.models import Reader
from standfirst.web.views.errors import too_many


class LeavingForm(forms.Form):
    """What becomes of the comments. Nothing is chosen for anybody."""

    comments = forms.ChoiceField(
        label=_("Your comments"),
        widget=forms.RadioSelect,
        choices=[
            ("stay", _("They stay, as those of a former reader")),
            ("go", _("They are erased; the replies of others stay")),
        ],
    )


@require_safe
@login_required
def own_data(request: HttpRequest) -> HttpResponse:
    """What can be done with one's own data."""
    return render(request, "account/own_data.html")


@require_safe
@login_required
@fresh_proof_required
def download(request: HttpRequest) -> HttpResponseBase:
    """Everything that is kept about me, as JSON to take away: docs/contracts/own-data.md."""
    if not ratelimit.consume(request, action="own_data"):
        return too_many(request)
    answer = StreamingHttpResponse(export(cast("Reader", request.user)), content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@fresh_proof_required
def leaving(request: HttpRequest) -> HttpResponseBase:
    """Ask to leave. Whoever does is signed out everywhere at once."""
    reader = cast("Reader", request.user)
    form = LeavingForm(request.POST if request.method == "POST" else None)
    if not reader.is_staff and form.is_bound and form.is_valid():
        leave(reader=reader, erases_comments=form.cleaned_data["comments"] == "go")
        logout(request)
        return SeeOther(reverse("account_left"))
    status = 422 if form.is_bound else 200
    return render(request, "account/leave.html", {"form": form, "days": GRACE.days}, status=status)


@require_safe
def left(request: HttpRequest) -> HttpResponse:
    """What is told to somebody who has just asked to leave, and is signed out."""
    return render(request, "account/left.html", {"days": GRACE.days})

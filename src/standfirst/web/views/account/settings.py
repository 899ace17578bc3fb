"""A reader's settings: how to be called, where one is signed in."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from standfirst.kit.numbers import whole_number
from standfirst.kit.targets import SeeOther, local_target
from standfirst.readers import terms
from standfirst.readers.actions import end_sign_ins
from standfirst.readers.models import Reader
from standfirst.readers.profile import ProfileForm
from standfirst.web.cookies import set_edition
from standfirst.web.signing_in import CAME_BACK, tag_of


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def account(request: HttpRequest) -> HttpResponse:
    reader = cast("Reader", request.user)
    target = local_target(request.POST.get("next") or request.GET.get("next"))
    form = ProfileForm(request.POST if request.method == "POST" else None, reader=reader)
    if form.is_bound and form.is_valid() and form.save():
        answer = SeeOther(target or f"{reverse('account')}?saved")
        if reader.edition is not None and "edition" in form.changed_data:
            set_edition(answer, reader.edition.slug)
        return answer
    context = {
        "form": form,
        "target": target,
        "saved": "saved" in request.GET,
        "sign_ins": reader.sign_ins.all(),
        "here": tag_of(request),
        "terms_changed": terms.have_changed_for(reader),
        "came_back": request.session.pop(CAME_BACK, False),
    }
    return render(request, "account/settings.html", context)


@require_POST
@login_required
def end_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign out in one browser, or in all of them."""
    reader, which = cast("Reader", request.user), request.POST.get("sign_in", "")
    if which == "all":
        end_sign_ins(reader=reader)
    else:
        found = reader.sign_ins.filter(pk=whole_number(which) or 0).first()
        if found is not None:
            end_sign_ins(reader=reader, tag=found.tag)
    return SeeOther(reverse("account"))

"""The terms have changed: a kind question after signing in, never a wall in the way of reading."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from standfirst.kit.targets import SeeOther, local_target
from standfirst.readers import terms
from standfirst.readers.models import Reader


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def accept(request: HttpRequest) -> HttpResponse:
    """What one accepted, and the question where there is one; the answer leads on to where the reader was going."""
    reader = cast("Reader", request.user)
    target = local_target(request.POST.get("next") or request.GET.get("next"))
    if request.method == "POST":
        terms.accept(reader=reader)
        return SeeOther(target or reverse("account"))
    context = {
        "target": target,
        "changed": terms.have_changed_for(reader),
        "accepted": terms.accepted_by(reader),
    }
    return render(request, "account/terms_page.html", context)

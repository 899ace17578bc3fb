"""How a reader is seen: the picture, and who may see what."""

from __future__ import annotations

from typing import cast

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from standfirst.kit.targets import SeeOther
from standfirst.readers import admitting
from standfirst.readers.actions import change_picture
from standfirst.readers.models import Reader
from standfirst.readers.profile import PictureForm, PrivacyForm
from standfirst.web.views.errors import too_many


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def picture(request: HttpRequest) -> HttpResponse:
    """Send a picture, or take it away."""
    reader = cast("Reader", request.user)
    if request.method != "POST":
        return render(request, "account/picture.html", {"form": PictureForm(reader=reader)})
    if not ratelimit.consume(request, action="picture"):
        return too_many(request)
    if "remove" in request.POST:
        change_picture(reader=reader, file=None)
        return _saved()
    form = PictureForm(request.POST, request.FILES, reader=reader)
    if form.is_valid() and form.save():
        return _saved()
    return render(request, "account/picture.html", {"form": form}, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def privacy(request: HttpRequest) -> HttpResponse:
    """Say who may see the public page, and what stands there."""
    reader = cast("Reader", request.user)
    form = PrivacyForm(request.POST if request.method == "POST" else None, reader=reader)
    if form.is_bound and form.is_valid():
        form.save()
        return _saved()
    names = ("shows_comments", "shows_following", "shows_followers", "findable")
    switches = [form[name] for name in names]
    waiting = admitting.waiting(reader).count()
    context = {"form": form, "switches": switches, "waiting": waiting}
    return render(request, "account/privacy.html", context)


def _saved() -> HttpResponse:
    return SeeOther(f"{reverse('account')}?saved")

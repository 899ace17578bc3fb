"""Whom I follow."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from standfirst.readers.models import Reader
from standfirst.readers.queries import followed_by, follows, reader_called

MOST_SHOWN = 500


@require_safe
@login_required
def following(request: HttpRequest) -> HttpResponse:
    """Everybody I follow, with a button each."""
    people = followed_by(cast("Reader", request.user))[:MOST_SHOWN]
    return render(request, "account/following.html", {"people": people})


@require_safe
@login_required
def asked(request: HttpRequest, handle: str) -> HttpResponse:
    """Where somebody lands who wanted to follow and had to sign in first."""
    reader, followed = cast("Reader", request.user), reader_called(handle)
    if followed is None:
        raise Http404
    context = {
        "reader": followed,
        "is_me": reader == followed,
        "follows": follows(follower=reader, followed=followed),
    }
    return render(request, "account/follow.html", context)

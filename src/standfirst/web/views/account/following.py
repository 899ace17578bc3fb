"""Whom I follow."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from standfirst.readers.models import Reader
from standfirst.readers.queries import followed_by

MOST_SHOWN = 500


@require_safe
@login_required
def following(request: HttpRequest) -> HttpResponse:
    """Everybody I follow, with a button each."""
    people = followed_by(cast("Reader", request.user))[:MOST_SHOWN]
    return render(request, "account/following.html", {"people": people})

"""The preferences, and following: personal pages, which work without JavaScript."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from standfirst.kit.targets import SeeOther, local_target
from standfirst.newsroom.stories.models import Section
from standfirst.newsroom.stories.section_names import names_of_all
from standfirst.readers.models import Reader
from standfirst.readers.queries import followed_by as readers_followed_by

from ..models import Followed, Wishes
from . import actions, following
from .forms import WishesForm
from .stories import newest_followed

#: So many of the readers whom one follows are named on the preferences page; the others have a page.
PEOPLE_SHOWN = 12
#: The buttons of the preferences page beside its form.
SWITCHES: dict[str, Any] = {
    "pause": lambda reader: actions.pause(reader=reader),
    "go-on": lambda reader: actions.go_on(reader=reader),
    "off": lambda reader: actions.switch(reader=reader, off=True),
    "on": lambda reader: actions.switch(reader=reader, off=False),
}


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """For everybody: this browser's own subscription. For readers: what they hear of, by which way, when."""
    if request.method == "POST":
        return _save(request)
    form = WishesForm(reader=request.user) if request.user.is_authenticated else None
    return _page(request, form)


@login_required
def _save(request: HttpRequest) -> HttpResponse:
    form = WishesForm(request.POST, reader=_reader(request))
    if not form.is_valid():
        return _page(request, form, status=422)
    form.save()
    return SeeOther(reverse("notice_preferences") + "?saved#told-of")


def _page(request: HttpRequest, form: WishesForm | None, *, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "saved": "saved" in request.GET and status == 200}
    if form is not None:
        reader = _reader(request)
        row = Wishes.objects.filter(reader=reader).first()
        names = names_of_all()
        people = list(readers_followed_by(reader)[: PEOPLE_SHOWN + 1])
        context |= {
            "off": row is not None and row.off,
            "paused_until": _pause(row),
            "subjects": [_named(request, row.subject, names) for row in following.followed_by(reader.pk)],
            "people": people[:PEOPLE_SHOWN],
            "more_people": len(people) > PEOPLE_SHOWN,
        }
    return render(request, "notices/preferences.html", context, status=status)


def _pause(row: Wishes | None) -> datetime | None:
    """Until when it lasts, if it does."""
    until = row.paused_until if row else None
    return until if until is not None and until > timezone.now() else None


@login_required
@require_POST
def turn(request: HttpRequest, verb: str) -> HttpResponse:
    """Pause for a week, go on, everything off, on again. Done twice, it is done once."""
    SWITCHES[verb](_reader(request).pk)
    return SeeOther(reverse("notice_preferences") + "#told-of")


@require_POST
def follow(request: HttpRequest, kind: str, number: int, verb: str) -> HttpResponse:
    """Follow an author, a section or a topic, or follow it no longer; a stranger signs in first and is asked again on
    a page of their own. In JSON for who asks for it."""
    subject = _subject(kind, number)
    asked = reverse("followed_subject", args=[kind, number])
    as_json = request.headers.get("Accept") == "application/json"
    if not request.user.is_authenticated:
        if as_json:
            return JsonResponse({"follows": None}, status=401)
        return SeeOther(f"{reverse('account_signup')}?{urlencode({'next': asked})}")
    limited = ratelimit.consume_or_429(request, action="follow")
    if limited is not None:
        return limited
    reader = _reader(request).pk
    try:
        act = following.follow if verb == "follow" else following.unfollow
        act(reader=reader, subject=subject)
    except following.TooManyFollowed:
        if as_json:
            return JsonResponse({"follows": False}, status=409)
        return _subject_page(request, subject, full=True)
    if as_json:
        return JsonResponse({"follows": verb == "follow"})
    return SeeOther(local_target(request.POST.get("next")) or asked)


@require_safe
def follow_state(request: HttpRequest, kind: str, number: int) -> JsonResponse:
    """What the shared page of an author, a section or a topic cannot know."""
    subject = _subject(kind, number)
    if not request.user.is_authenticated:
        return JsonResponse({"follows": None})
    return JsonResponse({"follows": following.follows(reader=_reader(request).pk, subject=subject)})


@login_required
@require_safe
def followed_subject(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """Whether I follow it, with a button to change that; also where somebody lands who had to sign in first."""
    return _subject_page(request, _subject(kind, number))


@login_required
@require_safe
def followed_stories(request: HttpRequest) -> HttpResponse:
    """The newest stories of all that a reader follows: headlines."""
    reader = _reader(request)
    stories = newest_followed(reader.pk, request.visit.edition)  # type: ignore[attr-defined]
    context = {
        "stories": stories,
        "follows": bool(stories) or Followed.objects.filter(reader=reader).exists(),
    }
    return render(request, "notices/stories.html", context)


def _subject_page(request: HttpRequest, subject: following.Subject, *, full: bool = False) -> HttpResponse:
    mine = following.follows(reader=_reader(request).pk, subject=subject)
    named = _named(request, subject, names_of_all())
    context = {**named, "follows": mine, "full": full, "most": following.MOST}
    return render(request, "notices/subject.html", context, status=422 if full else 200)


def _named(
    request: HttpRequest, subject: following.Subject, names: dict[int, dict[int, str]]
) -> dict[str, Any]:
    """A subject as templates print it: a section is called what the edition calls it."""
    name = str(subject)
    if isinstance(subject, Section):
        subject.know_names(names.get(subject.pk, {}))
        name = subject.name_in(request.visit.edition)  # type: ignore[attr-defined]
    return {
        "kind": following.kind_of(subject),
        "number": subject.pk,
        "name": name,
        "address": subject.address,
    }


def _subject(kind: str, number: int) -> following.Subject:
    found = following.subject_called(kind, number) if number < 2**63 else None
    if found is None:
        raise Http404
    return found


def _reader(request: HttpRequest) -> Reader:
    return cast("Reader", request.user)

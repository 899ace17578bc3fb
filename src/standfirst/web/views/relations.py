"""Between two readers: follow, mute, block, and the personal page that knows how I stand with another."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from standfirst.forum.models import SHOWN, Comment
from standfirst.kit.numbers import BIGGEST
from standfirst.kit.targets import SeeOther, local_target
from standfirst.readers import relating
from standfirst.readers.models import Reader
from standfirst.readers.queries import Relation, reader_called, relation

from .errors import too_many

Act = Callable[[Reader, Reader], bool]
ACTS: dict[str, Act] = {
    "follow": lambda me, other: relating.follow(follower=me, followed=other),
    "unfollow": lambda me, other: relating.unfollow(follower=me, followed=other),
    "mute": lambda me, other: relating.mute(reader=me, other=other),
    "unmute": lambda me, other: relating.unmute(reader=me, other=other),
    "block": lambda me, other: relating.block(reader=me, other=other),
    "unblock": lambda me, other: relating.unblock(reader=me, other=other),
}
#: What may be done about somebody who has no page.
KEEPING_AWAY = ("mute", "unmute", "block", "unblock")


def found(handle: str) -> Reader:
    """The reader with a public page at this handle. Raises Http404."""
    reader = reader_called(handle)
    if reader is None:
        raise Http404
    return reader


@require_POST
def act(request: HttpRequest, handle: str, verb: str) -> HttpResponse:
    """`/readers/ben/follow`, `/mute`, `/block` …; a stranger signs in first and is asked again on a page of their
    own."""
    other = found(handle)
    as_json = request.headers.get("Accept") == "application/json"
    asked = reverse("relation", args=[other.handle])
    if not request.user.is_authenticated:
        if as_json:
            return JsonResponse({"follows": None}, status=401)
        return SeeOther(f"{reverse('account_signup')}?{urlencode({'next': asked})}")
    if not ratelimit.consume(request, action="follow"):
        return too_many(request)
    me = request.user
    ACTS[verb](me, other)
    known = relation(reader=me, other=other)
    refused = verb == "follow" and not (known.follows or known.asked) and me != other
    if as_json:
        return JsonResponse(_told(known, is_me=me == other), status=409 if refused else 200)
    if refused:
        return _page(request, other, known, refused=True)
    return SeeOther(local_target(request.POST.get("next")) or asked)


@require_safe
def state(request: HttpRequest, handle: str) -> JsonResponse:
    """`/_/follows/ben`: what the shared page cannot know."""
    other = found(handle)
    if not request.user.is_authenticated:
        return JsonResponse({"follows": None})
    me = request.user
    return JsonResponse(_told(relation(reader=me, other=other), is_me=me == other))


@require_safe
@login_required
def page(request: HttpRequest, handle: str) -> HttpResponse:
    """How I stand with another reader, with a button for each change; also where somebody lands who wanted to
    follow and had to sign in first."""
    other = found(handle)
    return _page(request, other, relation(reader=cast("Reader", request.user), other=other))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def author_of(request: HttpRequest, number: int) -> HttpResponse:
    """Mute or block whoever wrote a comment, page or no page: who hides is kept away as well as anybody."""
    said = Comment.objects.filter(pk=number % BIGGEST, status=SHOWN).select_related("author").first()
    if said is None or said.author is None:
        raise Http404
    me, other = cast("Reader", request.user), said.author
    if request.method == "POST":
        if not ratelimit.consume(request, action="follow"):
            return too_many(request)
        verb = request.POST.get("verb", "")
        if verb in KEEPING_AWAY:
            ACTS[verb](me, other)
        return SeeOther(request.path)
    if other.address:
        return HttpResponseRedirect(reverse("relation", args=[other.handle]))
    context = {
        "reader": other,
        "is_me": me == other,
        "relation": relation(reader=me, other=other),
        "number": number,
    }
    return render(request, "account/author.html", context)


def _page(request: HttpRequest, other: Reader, known: Relation, *, refused: bool = False) -> HttpResponse:
    context = {"reader": other, "is_me": request.user == other, "relation": known, "refused": refused}
    return render(request, "account/relation.html", context, status=422 if refused else 200)


def _told(known: Relation, *, is_me: bool) -> dict[str, bool | None]:
    return {"follows": None if is_me else known.follows, "asked": known.asked}

"""A reader's public page, and following."""

from __future__ import annotations

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from standfirst.delivery.responses import shared
from standfirst.forum import queries as forum
from standfirst.forum.keys import thread_key
from standfirst.kit.targets import local_target
from standfirst.newsroom.stories.keys import FURNITURE, article_key
from standfirst.readers import actions
from standfirst.readers.keys import reader_key
from standfirst.readers.models import Reader
from standfirst.readers.queries import follows, reader_called

from .errors import too_many
from .threads import number_asked


def _found(handle: str) -> Reader:
    reader = reader_called(handle)
    if reader is None:
        raise Http404
    return reader


@require_safe
def reader(request: HttpRequest, handle: str) -> HttpResponse:
    """`/readers/ben/`: shared by all, so it cannot know who looks at it."""
    shown = _found(handle)
    if request.path != shown.address:
        return HttpResponseRedirect(shown.address)
    found = forum.comments_by(shown, after=number_asked(request, "after"))
    comments = found[: forum.IN_A_LIST]
    context = {
        "reader": shown,
        "followers": shown.followers.filter(follower__is_active=True).count(),
        "comments": comments,
        "after": comments[-1].pk if len(found) > len(comments) else None,
    }
    keys = {FURNITURE, reader_key(shown)}
    for comment in comments:
        keys |= {article_key(comment.thread_id), thread_key(comment.thread_id)}
    return shared(render(request, "reader.html", context), keys=keys)


@require_POST
def follow(request: HttpRequest, handle: str) -> HttpResponse:
    return _change(request, handle, wanted=True)


@require_POST
def unfollow(request: HttpRequest, handle: str) -> HttpResponse:
    return _change(request, handle, wanted=False)


def _change(request: HttpRequest, handle: str, *, wanted: bool) -> HttpResponse:
    """Follow or unfollow; a stranger signs in first and is asked again on a page of their own."""
    followed = _found(handle)
    as_json = request.headers.get("Accept") == "application/json"
    if not request.user.is_authenticated:
        if as_json:
            return JsonResponse({"follows": None}, status=401)
        target = reverse("follow_asked", args=[followed.handle])
        return HttpResponseRedirect(f"{reverse('account_signup')}?{urlencode({'next': target})}", status=303)
    if not ratelimit.consume(request, action="follow"):
        return too_many(request)
    verb = actions.follow if wanted else actions.unfollow
    verb(follower=request.user, followed=followed)
    if as_json:
        return JsonResponse({"follows": wanted})
    target = local_target(request.POST.get("next")) or reverse("my_following")
    return HttpResponseRedirect(target, status=303)


@require_safe
def follow_state(request: HttpRequest, handle: str) -> JsonResponse:
    """`/_/follows/ben`: what the shared page cannot know."""
    followed = _found(handle)
    if not request.user.is_authenticated:
        return JsonResponse({"follows": None})
    me = request.user
    return JsonResponse({"follows": None if me == followed else follows(follower=me, followed=followed)})

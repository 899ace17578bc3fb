"""A reader's public page, and following."""

from __future__ import annotations

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from standfirst.access.rules import VisitorClass
from standfirst.delivery.responses import EDITION, VISITOR, shared
from standfirst.forum import queries as forum
from standfirst.forum.keys import thread_key
from standfirst.forum.models import Comment
from standfirst.kit.targets import local_target
from standfirst.newsroom.stories.keys import FURNITURE, article_key
from standfirst.readers import actions
from standfirst.readers.keys import reader_key
from standfirst.readers.models import Reader, SeenBy
from standfirst.readers.queries import followed_by, follows, reader_called, shown
from standfirst.web.visits import Visit

from .errors import too_many
from .threads import number_asked

#: Readers followed whom a page names.
MOST_NAMED = 60


def _found(handle: str) -> Reader:
    reader = reader_called(handle)
    if reader is None:
        raise Http404
    return reader


@require_safe
def reader(request: HttpRequest, handle: str) -> HttpResponse:
    """`/readers/ben/`: shared by all of a visitor class, so it cannot know who looks at it."""
    found = _found(handle)
    if request.path != found.address:
        return HttpResponseRedirect(found.address)
    visit: Visit = request.visit  # type: ignore[attr-defined]
    is_reader = visit.visitor.visitor_class is VisitorClass.REGISTERED
    keys = {FURNITURE, reader_key(found)}
    if found.seen_by == SeenBy.READERS and not is_reader:
        closed = render(request, "reader_closed.html", {"address": found.address})
        return shared(closed, keys=keys, varies=(EDITION, VISITOR))
    listed, more = _comments(found, number_asked(request, "after"))
    people = _followed(found, is_reader=is_reader)
    context = {
        "reader": found,
        "followers": found.followers.filter(shown("follower__")).count(),
        "comments": listed,
        "after": more,
        "people": people,
    }
    for comment in listed:
        keys |= {article_key(comment.thread_id), thread_key(comment.thread_id)}
    answered = {comment.parent.author for comment in listed if comment.parent and comment.parent.author}
    keys |= {reader_key(person) for person in {*people, *answered}}
    return shared(render(request, "reader.html", context), keys=keys, varies=(EDITION, VISITOR))


def _comments(found: Reader, after: int | None) -> tuple[list[Comment], int | None]:
    """What a reader's page lists, and where its next page begins."""
    if not found.shows_comments:
        return [], None
    rows = forum.comments_by(found, after=after)
    listed = rows[: forum.IN_A_LIST]
    return listed, listed[-1].pk if len(rows) > len(listed) else None


def _followed(found: Reader, *, is_reader: bool) -> list[Reader]:
    """Whom a reader's page names, if it does: those whose own pages this visitor may open."""
    if not found.shows_following:
        return []
    people = followed_by(found)
    return list((people if is_reader else people.filter(seen_by=SeenBy.EVERYBODY))[:MOST_NAMED])


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

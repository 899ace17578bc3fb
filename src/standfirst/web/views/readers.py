"""A reader's public pages: who it is and what they said, whom they follow, who follows them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from standfirst.access.rules import VisitorClass
from standfirst.delivery.responses import EDITION, VISITOR, shared
from standfirst.forum import queries as forum
from standfirst.forum.keys import thread_key
from standfirst.forum.models import Comment
from standfirst.forum.policy.policies import Strangers
from standfirst.forum.policy.sights import BY_VISITOR, in_list, keeps_anybody_out
from standfirst.newsroom.stories.keys import FURNITURE, article_key, section_key
from standfirst.newsroom.stories.queries import with_sections
from standfirst.readers.keys import reader_key
from standfirst.readers.models import Reader, SeenBy
from standfirst.readers.queries import followers_of, follows_of, reader_called, shown
from standfirst.web.quoting import show_to_visitor
from standfirst.web.visits import Visit

from .threads import number_asked

#: Readers followed whom the page itself names; the others stand on a page of their own.
MOST_NAMED = 12
ON_A_PAGE = 60


@require_safe
def reader(request: HttpRequest, handle: str) -> HttpResponse:
    """`/readers/ben/`: shared by all of a visitor class, so it cannot know who looks at it."""
    found, answer = _opened(request, handle)
    if answer is not None:
        return answer
    is_reader = _is_reader(request)
    listed, more = _comments(found, number_asked(request, "after"))
    keys, varies = set[str](), set[str]()
    visit: Visit = request.visit  # type: ignore[attr-defined]
    if listed and keeps_anybody_out(Strangers.ALL):
        stories = with_sections([comment.thread.article for comment in listed])
        keys |= {key for story in stories for key in (article_key(story.number), section_key(story.section))}
        listed, varies = in_list(listed, home=visit.home, visitor=visit.visitor), set(BY_VISITOR)
    following = list(follows_of(found, to_readers=is_reader)[: MOST_NAMED + 1])
    people = [follow.followed for follow in following[:MOST_NAMED]]
    context = {
        "reader": found,
        "followers": found.followers.filter(shown("follower__")).count(),
        "comments": listed,
        "after": more,
        "people": people,
        "more_people": len(following) > MOST_NAMED,
    }
    answered = {comment.parent.author for comment in listed if comment.parent and comment.parent.author}
    keys |= {
        key for comment in listed for key in (article_key(comment.thread_id), thread_key(comment.thread_id))
    }
    quoted = show_to_visitor(request, listed)
    keys |= quoted.keys | _names({*people, *answered})
    return _shared(request, "reader.html", context, keys, {*varies, *quoted.varies})


@require_safe
def following(request: HttpRequest, handle: str) -> HttpResponse:
    """`/readers/ben/following`: whom a reader follows, for one who shows it."""
    return _people(request, handle, "following")


@require_safe
def followers(request: HttpRequest, handle: str) -> HttpResponse:
    """`/readers/ben/followers`: who follows a reader, for one who shows it; of them those who show whom they follow."""
    return _people(request, handle, "followers")


def _people(request: HttpRequest, handle: str, which: str) -> HttpResponse:
    found, answer = _opened(request, handle, which)
    if answer is not None:
        return answer
    if not (found.shows_following if which == "following" else found.shows_followers):
        raise Http404
    question = follows_of if which == "following" else followers_of
    after = number_asked(request, "after")
    follows = question(found, to_readers=_is_reader(request))
    rows = list((follows.filter(pk__lt=after) if after is not None else follows)[: ON_A_PAGE + 1])
    shown_rows = rows[:ON_A_PAGE]
    people = [row.followed if which == "following" else row.follower for row in shown_rows]
    context = {
        "reader": found,
        "which": which,
        "people": people,
        "after": shown_rows[-1].pk if len(rows) > ON_A_PAGE else None,
        "is_later": after is not None,
    }
    return _shared(request, "reader_people.html", context, _names(people))


def _opened(request: HttpRequest, handle: str, rest: str = "") -> tuple[Reader, HttpResponse | None]:
    """Whose page it is, and the answer where it is not opened: to the right address, or to nobody but readers.
    Raises Http404."""
    found = reader_called(handle)
    if found is None:
        raise Http404
    if request.path != found.address + rest:
        return found, HttpResponseRedirect(found.address + rest)
    if found.seen_by == SeenBy.READERS and not _is_reader(request):
        return found, _shared(
            request, "reader_closed.html", {"reader": found, "address": request.path}, set()
        )
    return found, None


def _is_reader(request: HttpRequest) -> bool:
    visit: Visit = request.visit  # type: ignore[attr-defined]
    return visit.visitor.visitor_class is VisitorClass.REGISTERED


def _shared(
    request: HttpRequest, template: str, context: dict[str, Any], keys: set[str], varies: Iterable[str] = ()
) -> HttpResponse:
    keys = {FURNITURE, reader_key(context["reader"].pk), *keys}
    return shared(render(request, template, context), keys=keys, varies={EDITION, VISITOR, *varies})


def _names(people: Iterable[Reader]) -> set[str]:
    """Of everybody whose name the page prints."""
    return {reader_key(person.pk) for person in people}


def _comments(found: Reader, after: int | None) -> tuple[list[Comment], int | None]:
    """What a reader's page lists, and where its next page begins."""
    if not found.shows_comments:
        return [], None
    rows = forum.comments_by(found, after=after)
    listed = rows[: forum.IN_A_LIST]
    return listed, listed[-1].pk if len(rows) > len(listed) else None

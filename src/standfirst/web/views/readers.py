"""A reader's public page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from standfirst.access.rules import VisitorClass
from standfirst.delivery.responses import EDITION, VISITOR, shared
from standfirst.forum import queries as forum
from standfirst.forum.keys import thread_key
from standfirst.forum.models import Comment
from standfirst.forum.policies import Strangers
from standfirst.forum.sights import BY_VISITOR, in_list, keeps_anybody_out
from standfirst.newsroom.stories.keys import FURNITURE, article_key, section_key
from standfirst.newsroom.stories.queries import with_sections
from standfirst.readers.keys import reader_key
from standfirst.readers.models import Reader, SeenBy
from standfirst.readers.queries import followed_by, reader_called, shown
from standfirst.web.quoting import show_to_visitor
from standfirst.web.visits import Visit

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
    varies = {EDITION, VISITOR}
    if listed and keeps_anybody_out(Strangers.ALL):
        stories = with_sections([comment.thread.article for comment in listed])
        keys |= {key for story in stories for key in (article_key(story.number), section_key(story.section))}
        listed, varies = in_list(listed, home=visit.home, visitor=visit.visitor), varies | BY_VISITOR
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
    quoted = show_to_visitor(request, listed)
    page = render(request, "reader.html", context)
    return shared(page, keys=keys | quoted.keys, varies={*varies, *quoted.varies})


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

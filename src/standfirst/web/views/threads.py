"""Threads: `/world/bridge-reopens-81/comments`, shared and stored like the story; a comment arrives there by POST."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from standfirst.delivery.responses import EDITION, shared
from standfirst.forum import pages, queries
from standfirst.forum.addresses import thread_address
from standfirst.forum.keys import reader_key, thread_key
from standfirst.forum.models import Comment
from standfirst.forum.pages import Node
from standfirst.forum.policy.holding import standing_of
from standfirst.forum.policy.policies import Sight
from standfirst.forum.policy.words import shut_in_words
from standfirst.forum.sorts import Mark, Sort, read_mark
from standfirst.kit.numbers import BIGGEST, whole_number
from standfirst.newsroom.stories.keys import FURNITURE, article_key
from standfirst.newsroom.stories.models import Article
from standfirst.newsroom.stories.queries import find_for_a_comment, find_without_body

from ..quoting import show_to_visitor
from .composing import join_and_come_back, receive
from .errors import gone
from .menu import in_menu
from .thread_door import Door, come_to


class Elsewhere(Exception):
    """Answer with this instead."""

    def __init__(self, response: HttpResponseBase) -> None:
        self.response = response


def story_at(request: HttpRequest, number: str, rest: str = "") -> Article:
    """The live story under which this thread stands. Raises Http404, or Elsewhere for a moved or a gone one."""
    is_new = request.method == "POST" and not rest
    find = find_for_a_comment if is_new else find_without_body
    found = find(int(number)) if int(number) < BIGGEST else None
    if found is None:
        raise Http404
    story = found.article if is_new else in_menu(found.article)  # a comment that is taken shows no page
    if not found.is_live:
        raise Elsewhere(shared(gone(request), keys={article_key(story.number)}))
    right = thread_address(story.address) + rest
    if request.path != right:
        raise Elsewhere(HttpResponsePermanentRedirect(right))
    _come_in(request, story, right, is_new=is_new)
    return story


def _come_in(request: HttpRequest, story: Article, right: str, *, is_new: bool) -> None:
    """Raises Http404 where the thread is hidden, and Elsewhere for whom the wall keeps out of it.

    What a stranger writes (`is_new`) is taken all the same: `receive` keeps it until there is an account.
    """
    door = story.door = come_to(request, story)
    if door.sight is Sight.HIDDEN:
        raise Http404
    if not door.keeps_out or is_new:
        return
    if request.method == "POST":
        raise Elsewhere(join_and_come_back(right))
    count = queries.count_of(story.number) if door.sight is Sight.COUNT else None
    page = render(request, "thread_for_readers.html", {"story": story, "address": right, "count": count})
    raise Elsewhere(shared(page, keys=keys_of(story), varies=(EDITION,)))


def comment_at(story: Article, pk: str) -> Comment:
    comment = queries.find_comment(story.number, int(pk)) if int(pk) < BIGGEST else None
    if comment is None:
        raise Http404
    comment.thread.article = story
    return comment


def keys_of(story: Article, people: Iterable[int] = ()) -> set[str]:
    return {
        FURNITURE, thread_key(story.number), article_key(story.number),
        *(reader_key(person) for person in people),
    }  # fmt: skip


def frame_of(story: Article) -> dict[str, Any]:
    """What every page of a thread needs to know. Never a word of the story's body."""
    door: Door = story.door
    thread = queries.thread_under(story)
    why = door.shut(thread)
    return {
        "story": story,
        "sections": story.menu,
        "count": thread.comments,
        "has_picks": getattr(thread, "has_picks", False),
        "number": story.number,
        "address": thread_address(story.address),
        "is_open": why is None,
        "shut": None if why is None else shut_in_words(why, door.policy, standing_of(story, thread)),
        "topic": door.topic,
    }


def comments_on(nodes: Iterable[Node]) -> Iterator[Comment]:
    """Every comment of these whose words are on the page."""
    return (node.comment for node in pages.walk(nodes) if node.comment.is_shown)


def number_asked(request: HttpRequest, name: str) -> int | None:
    """A whole number in the query; None where there is none. Raises Http404 for anything else."""
    text = request.GET.get(name)
    if text is None:
        return None
    number = whole_number(text)
    if number is None:
        raise Http404
    return number


def sort_asked(request: HttpRequest) -> Sort:
    """The order in the query. Raises Http404 for one that there is not."""
    try:
        return Sort(request.GET.get("sort", Sort.NEWEST))
    except ValueError:
        raise Http404 from None


def mark_asked(request: HttpRequest, sort: Sort) -> Mark | None:
    """Where the page begins. Raises Http404 for what no page links to."""
    text = request.GET.get("after")
    try:
        return None if text is None else read_mark(text, sort)
    except ValueError:
        raise Http404 from None


@require_http_methods(["GET", "HEAD", "POST"])
def thread(request: HttpRequest, number: str) -> HttpResponseBase:
    """The comments, in the order that was asked for; and where a new one is sent to."""
    try:
        story = story_at(request, number)
    except Elsewhere as elsewhere:
        return elsewhere.response
    if request.method == "POST":
        return receive(request, story)
    sort = sort_asked(request)
    after = mark_asked(request, sort)
    page = pages.discussion(story.number, sort=sort, after=after)
    people = pages.award(page.nodes, story)
    quoted = show_to_visitor(request, comments_on(page.nodes), story)
    context = {
        **frame_of(story),
        **ordered(sort, page.after),
        "discussion": page,
        "is_later": after is not None,
    }
    response = render(request, "thread.html", context)
    return shared(response, keys=keys_of(story, people) | quoted.keys, varies=(EDITION, *quoted.varies))


def ordered(sort: Sort, after: Mark | None) -> dict[str, Any]:
    """What a page needs to say of its order, of the others, and of where the next page begins."""
    return {
        "sort": sort,
        "sort_query": "" if sort is Sort.NEWEST else f"?sort={sort}",
        "after": "" if after is None else after.to_text(sort),
    }


@require_safe
def conversation(request: HttpRequest, number: str, pk: str) -> HttpResponseBase:
    """One comment, however deep it stands, with a page of the replies to it."""
    try:
        story = story_at(request, number, f"/{pk}/replies")
    except Elsewhere as elsewhere:
        return elsewhere.response
    top = pages.find_standing(story.number, int(pk)) if int(pk) < BIGGEST else None
    if top is None:
        raise Http404
    page = pages.conversation(top, after=number_asked(request, "after") or 0)
    people = pages.award([page.node], story)
    quoted = show_to_visitor(request, comments_on([page.node]), story)
    context = {**frame_of(story), "discussion": page, "top": top}
    response = render(request, "conversation.html", context)
    return shared(response, keys=keys_of(story, people) | quoted.keys, varies=(EDITION, *quoted.varies))


@require_safe
def permalink(request: HttpRequest, number: str, pk: str) -> HttpResponseBase:
    """`…/comments/41`: to the page on which the comment stands now, in the order that was asked for."""
    try:
        story = story_at(request, number, f"/{pk}")
    except Elsewhere as elsewhere:
        return elsewhere.response
    comment = comment_at(story, pk)
    target = thread_address(story.address) + pages.page_of(comment, sort_asked(request))
    return shared(HttpResponseRedirect(target), keys=keys_of(story), varies=())

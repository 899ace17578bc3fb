"""The forum's API: threads, comments and counts as JSON, read only. Its contract is the OpenAPI document that it serves
at `/api/forum/openapi.json`; docs/guides/forum-api.md introduces it."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from ninja import NinjaAPI, Path, Query
from ninja.errors import HttpError
from ninja.openapi.schema import OpenAPISchema

from standfirst.access.rules import ANONYMOUS
from standfirst.delivery.responses import shared
from standfirst.kit.numbers import BIGGEST

from .. import pages, queries
from ..facts import is_open
from ..keys import COUNTS, reader_key
from ..models import Thread as ThreadRow
from ..pages import Discussion, Node
from ..policy.sights import counts_for, keeps_anybody_out
from ..sorts import Sort, read_mark
from ..views import MOST_THREADS, SECONDS, numbers_in
from .reading import VARIES, Look, absolute, look
from .shapes import Comment, Counts, Page, Problem, Thread, comment_of, nodes_of


class ForumAPI(NinjaAPI):
    @cached_property
    def _document(self) -> OpenAPISchema:
        return super().get_openapi_schema()

    def get_openapi_schema(self, **_where: Any) -> OpenAPISchema:
        """Written once, which takes as long as a dozen pages: it stands at one address and is for everybody."""
        return self._document


api = ForumAPI(
    title="Forum",
    version="1",
    description="What readers say under stories, as a stranger of the edition sees it.",
    docs_url=None,  # it would call third parties
    docs_decorator=require_safe,
    urls_namespace="forum_api",
)
Number = Annotated[int, Path(gt=0, lt=BIGGEST)]
After = Annotated[int, Query(ge=0, lt=BIGGEST, description="`after` of the page before")]
NOT_THERE = {404: Problem}


@api.get("/threads/{int:number}", response={200: Thread, **NOT_THERE}, summary="A thread")
def thread(request: HttpRequest, response: HttpResponse, number: Number) -> Thread:
    """The thread under the story of this number."""
    seen = look(request, number)
    shared(response, keys=seen.keys(), varies=VARIES)
    row = ThreadRow.objects.filter(pk=number).first() or ThreadRow(article=seen.story)
    return Thread(
        number=number,
        address=absolute(seen.address),
        headline=seen.story.headline,
        sees=seen.sight.value,
        count=queries.count_of(number) if seen.shows_count else None,
        is_open=is_open(row),
        feed=absolute(f"{seen.address}.atom"),
    )


@api.get(
    "/threads/{int:number}/comments",
    response={200: Page, 400: Problem, **NOT_THERE},
    summary="Comments of a thread",
)
def comments(
    request: HttpRequest, response: HttpResponse, number: Number, after: str = "", sort: Sort = Sort.NEWEST
) -> Page:
    """Top-level comments, each with its first replies; `after` is that of the page before. None where strangers see
    none of them."""
    seen = look(request, number)
    try:
        mark = read_mark(after, sort) if after else None
    except ValueError:
        raise HttpError(400, "after: what the page before says, in the same order") from None
    found = pages.discussion(number, sort=sort, after=mark) if seen.shows_all else Discussion([])
    following = found.after.to_text(sort) if found.after else None
    return _page(response, seen, found.nodes, following)


@api.get(
    "/threads/{int:number}/comments/{int:comment}",
    response={200: Comment, **NOT_THERE},
    summary="One comment",
)
def one(request: HttpRequest, response: HttpResponse, number: Number, comment: Number) -> Comment:
    """A comment that is on the page."""
    seen = look(request, number)
    found = queries.find_comment(number, comment) if seen.shows_all else None
    if found is None:
        raise Http404
    seen.show_quotes([found])
    shared(response, keys=seen.keys([found]), varies=VARIES)
    return comment_of(found, seen)


@api.get(
    "/threads/{int:number}/comments/{int:comment}/replies",
    response={200: Page, **NOT_THERE},
    summary="Replies to a comment",
)
def replies(
    request: HttpRequest, response: HttpResponse, number: Number, comment: Number, after: After = 0
) -> Page:
    """The replies to it, in the order of their coming, each with its own first replies."""
    seen = look(request, number)
    found = pages.find_standing(number, comment) if seen.shows_all else None
    if found is None:
        raise Http404
    below = pages.conversation(found, after=after)
    following = None if below.after is None else str(below.after)
    return _page(response, seen, below.node.replies, following)


@api.get("/counts", response={200: Counts, 400: Problem}, summary="How many comments threads have")
def counts(request: HttpRequest, response: HttpResponse, threads: str) -> Counts:
    """Up to a hundred numbers of stories, with commas between them.

    Those that strangers may not know of are left out."""
    numbers = numbers_in(threads)
    if numbers is None:
        raise HttpError(400, f"threads: up to {MOST_THREADS} numbers with commas between them")
    found = dict.fromkeys(numbers, 0) | queries.counts_of(numbers)
    if keeps_anybody_out():
        visit: Any = request.visit  # type: ignore[attr-defined]
        found = counts_for(numbers, home=visit.home, visitor=ANONYMOUS)
    shared(response, keys={COUNTS}, varies=VARIES, until=timezone.now() + timedelta(seconds=SECONDS))
    return Counts(counts=found)


def _page(response: HttpResponse, seen: Look, nodes: list[Node], after: str | None) -> Page:
    people = pages.award(nodes, seen.story)
    seen.show_quotes(node.comment for node in pages.walk(nodes))
    shared(response, keys=seen.keys() | {reader_key(person) for person in people}, varies=VARIES)
    count = queries.count_of(seen.story.number) if seen.shows_count else None
    return Page(count=count, comments=nodes_of(nodes, seen), after=after)

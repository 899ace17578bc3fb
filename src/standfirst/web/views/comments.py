"""What a visitor may do with one comment: reply, recommend, report, and delete one's own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseForbidden, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from standfirst.delivery.responses import EDITION, shared
from standfirst.forum import actions
from standfirst.forum.addresses import MINE, permalink, thread_address
from standfirst.forum.limits import is_within
from standfirst.forum.models import Comment, Report
from standfirst.forum.phases import Reason
from standfirst.kit.numbers import BIGGEST
from standfirst.kit.targets import SeeOther
from standfirst.newsroom.stories.models import Article
from standfirst.readers.models import Reader

from ..quoting import show_to_visitor
from .composing import join_and_come_back
from .threads import Elsewhere, comment_at, frame_of, keys_of, story_at


def _page(request: HttpRequest, template: str, story: Article, comment: Comment) -> HttpResponseBase:
    authors = [comment.author_id] if comment.author_id else []
    quoted = show_to_visitor(request, [comment], story)
    response = render(
        request, template, {**frame_of(story), "comment": comment, "reasons": Report.Reason.choices}
    )
    return shared(response, keys=keys_of(story, authors) | quoted.keys, varies=(EDITION, *quoted.varies))


@require_safe
def reply(request: HttpRequest, number: str, pk: str) -> HttpResponseBase:
    """A form to reply, for browsers without JavaScript."""
    try:
        story = story_at(request, number, f"/{pk}/reply")
    except Elsewhere as elsewhere:
        return elsewhere.response
    return _page(request, "reply.html", story, comment_at(story, pk))


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, number: str, pk: str) -> HttpResponseBase:
    """Say that a comment breaks the rules. Strangers may, too."""
    try:
        story = story_at(request, number, f"/{pk}/report")
    except Elsewhere as elsewhere:
        return elsewhere.response
    comment = comment_at(story, pk)
    if request.method != "POST":
        return _page(request, "report.html", story, comment)
    reason, note = request.POST.get("reason", ""), request.POST.get("note", "")
    is_known = reason in Report.Reason.values
    may = is_within(request, "report")
    if not is_known or not may:
        context = {
            **frame_of(story), "comment": comment, "reasons": Report.Reason.choices, "chosen": reason, "note": note,
            "no_reason": not is_known, "too_many": not may,
        }  # fmt: skip
        return render(request, "report.html", context, status=422 if may else 429)
    reader = request.user if isinstance(request.user, Reader) else None
    actions.report(comment=comment, reader=reader, reason=reason, note=note)
    return SeeOther(f"{thread_address(story.address)}/{pk}/reported")


@require_safe
def reported(request: HttpRequest, number: str, pk: str) -> HttpResponseBase:
    """Thanks for a report."""
    try:
        story = story_at(request, number, f"/{pk}/reported")
    except Elsewhere as elsewhere:
        return elsewhere.response
    response = render(request, "reported.html", frame_of(story))
    return shared(response, keys=keys_of(story), varies=(EDITION,))


@require_POST
def recommend(request: HttpRequest, number: str, pk: str) -> HttpResponseBase:
    """Recommend a comment. A second time is said, not counted, and can be taken back."""
    return _recommend(request, number, pk, back=False)


@require_POST
def unrecommend(request: HttpRequest, number: str, pk: str) -> HttpResponseBase:
    """Take a recommendation back."""
    return _recommend(request, number, pk, back=True)


def _recommend(request: HttpRequest, number: str, pk: str, *, back: bool) -> HttpResponseBase:
    try:
        story = story_at(request, number, f"/{pk}/{'unrecommend' if back else 'recommend'}")
    except Elsewhere as elsewhere:
        return elsewhere.response
    comment = comment_at(story, pk)
    if not isinstance(request.user, Reader):
        return join_and_come_back(permalink(comment))
    context = {**frame_of(story), "comment": comment}
    if not is_within(request, "recommend"):
        return render(request, "recommended.html", {**context, "state": "many"}, status=429)
    verb = actions.unrecommend if back else actions.recommend
    try:
        is_new = verb(comment=comment, reader=request.user)
    except actions.Refused as refusal:
        apart = Reason.BLOCKED in refusal.reasons
        return render(
            request, "recommended.html", {**context, "state": "apart" if apart else "own"}, status=422
        )
    comment.refresh_from_db(fields=["recommended"])
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"recommended": comment.recommended, "mine": not back})
    if back or is_new:
        return SeeOther(permalink(comment))
    return render(request, "recommended.html", {**context, "state": "already"})


@require_POST
def delete(request: HttpRequest, number: str, pk: str) -> HttpResponseBase:
    """Delete one's own comment."""
    if not isinstance(request.user, Reader):
        return join_and_come_back(MINE)
    mine = Comment.objects.filter(thread=int(number) % BIGGEST, pk=int(pk) % BIGGEST).select_related(
        "thread__article"
    )
    comment = mine.first()
    if comment is None or comment.author_id != request.user.pk:
        return HttpResponseForbidden()
    actions.delete_own(comment=comment, author=request.user)
    back = MINE if request.POST.get("back") == "mine" else thread_address(comment.thread.article.address)
    return SeeOther(back)

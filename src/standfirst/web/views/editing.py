"""The form in which a reader changes an own comment: a personal page, and the same form opens in the thread."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from standfirst.delivery.responses import personal
from standfirst.forum.actions import Refused
from standfirst.forum.addresses import MINE, edit_address, permalink, thread_address
from standfirst.forum.editing import TooLate, edit_own, is_editable
from standfirst.forum.limits import is_known_here, is_within
from standfirst.forum.models import Comment
from standfirst.forum.phases import Context, Draft, Reason, says_something
from standfirst.forum.reasons import in_words
from standfirst.kit.numbers import BIGGEST
from standfirst.kit.targets import SeeOther

from .composing import JOIN


@require_http_methods(["GET", "HEAD", "POST"])
@login_required(login_url=JOIN)
def edit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """`/account/comments/41/edit`. Somebody else's comment is not there."""
    mine = Comment.objects.filter(author=request.user.pk).exclude(status="deleted")
    found = mine.select_related("thread__article").filter(pk=pk).first() if pk < BIGGEST else None
    if found is None:
        raise Http404
    if request.method == "POST":
        return _receive(request, found)
    late = [] if is_editable(found, at=timezone.now()) else [_too_late()]
    return _form(request, found, found.text, late, status=200)


def _receive(request: HttpRequest, comment: Comment) -> HttpResponseBase:
    text = request.POST.get("text", "")
    if not is_known_here(request.user) and not is_within(request, "comment"):
        return _form(request, comment, text, in_words([Reason.TOO_FAST]), status=429)
    wrong = says_something(Draft(text), Context())
    if wrong is not None:
        return _form(request, comment, text, in_words([wrong.reason]), status=422)
    try:
        kept = edit_own(comment=comment, author=request.user, text=text)  # type: ignore[arg-type]
    except Refused as refusal:
        return _form(request, comment, text, refusal.sentences, status=422)
    except TooLate:
        return _form(request, comment, text, [_too_late()], status=422)
    return SeeOther(permalink(comment) if kept.is_shown else f"{MINE}#{comment.anchor}")


def _too_late() -> str:
    return _("A comment can be changed for five minutes. They are over, so it stays as it is.")


def _form(
    request: HttpRequest, comment: Comment, text: str, problems: list[str], *, status: int
) -> HttpResponseBase:
    story = comment.thread.article
    context = {
        "story": story, "comment": comment, "text": text, "problems": problems, "action": edit_address(comment),
        "address": thread_address(story.address), "is_open": is_editable(comment, at=timezone.now()),
    }  # fmt: skip
    return personal(render(request, "edit_comment.html", context, status=status))

"""One kind question after the first comment: shall we tell you of replies, and how? It is asked once."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from standfirst.forum.addresses import MINE
from standfirst.forum.models import Comment
from standfirst.forum.notices import ReplyNotice
from standfirst.forum.queries import written_by
from standfirst.kit.targets import SeeOther, local_target
from standfirst.notices.me import reader_of
from standfirst.notices.models import Preference
from standfirst.notices.push.vapid import vapid
from standfirst.notices.wishes.actions import set_preferences

#: What each answer says of the channels; what it does not name stays as it was.
ANSWERS = {
    "push": {"push": True},
    "mail": {"mail": True},
    "not": {"push": False, "mail": False},
}


def is_asked_after(comment: Comment) -> bool:
    """After the first comment alone, and nobody who has said already how to hear of replies."""
    author = comment.author_id
    if author is None or not (_is_only(comment) if comment.is_first is None else comment.is_first):
        return False
    return not Preference.objects.filter(reader=author, kind=ReplyNotice.kind).exists()


def _is_only(comment: Comment) -> bool:
    return not written_by(comment.author_id or 0, comment.pk).exists()


def question_on_the_way_to(target: str) -> str:
    """The question's own address, from which its answer leads on to `target`."""
    return f"{reverse('first_comment')}?{urlencode({'next': target})}"


def question(target: str) -> dict[str, str]:
    """What the part `parts/first_question.html` needs."""
    key = vapid()
    return {"target": target, "push_key": key.public_key if key is not None else ""}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def first_comment(request: HttpRequest) -> HttpResponseBase:
    """The question, and its answer: `way` is push, mail or not. Then on to `next`."""
    target = local_target(request.POST.get("next") or request.GET.get("next")) or MINE
    answer = ANSWERS.get(request.POST.get("way", ""))
    if request.method == "POST" and answer is not None:
        wanted = {(ReplyNotice.kind, channel): yes for channel, yes in answer.items()}
        set_preferences(reader=reader_of(request), wanted=wanted)
        return SeeOther(target)
    return render(request, "first_comment.html", question(target))

"""What moderators decided about me, with the reasons; my appeal; and what became of my reports."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from standfirst.delivery.responses import personal
from standfirst.forum.addresses import decision_address
from standfirst.forum.models import Appeal, Decision, Report
from standfirst.forum.moderation.appeals import LONGEST_APPEAL, CannotAppeal, appeal
from standfirst.kit.targets import SeeOther
from standfirst.readers.models import Reader

from .composing import JOIN

IN_A_LIST = 50


@require_safe
@login_required(login_url=JOIN)
def decisions(request: HttpRequest) -> HttpResponseBase:
    """The decisions that concern me, the newest first."""
    mine = _restricting(cast("Reader", request.user)).order_by("-pk")[:IN_A_LIST]
    return personal(render(request, "account/decisions.html", {"decisions": mine}))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required(login_url=JOIN)
def decision(request: HttpRequest, number: int) -> HttpResponseBase:
    """One statement of reasons; an appeal is a POST to the same address."""
    reader = cast("Reader", request.user)
    found = get_object_or_404(_restricting(reader), pk=number)
    text, problem = request.POST.get("text", ""), ""
    if request.method == "POST":
        try:
            appeal(decision=found, reader=reader, text=text)
            return SeeOther(decision_address(found))
        except CannotAppeal as error:
            problem = str(error)
    context = {
        "decision": found,
        "appeal": Appeal.objects.filter(decision=found).first(),
        "may_appeal": timezone.now() <= found.appeal_until,
        "longest": LONGEST_APPEAL,
        "text": text,
        "problem": problem,
    }
    answer = render(request, "account/decision.html", context, status=422 if problem else 200)
    return personal(answer)


@require_safe
@login_required(login_url=JOIN)
def reports(request: HttpRequest) -> HttpResponseBase:
    """What I reported, and what was decided about it."""
    mine = Report.objects.filter(reader=cast("Reader", request.user)).select_related(
        "comment__thread__article", "decision"
    )
    return personal(render(request, "account/reports.html", {"reports": mine.order_by("-pk")[:IN_A_LIST]}))


def _restricting(reader: Reader) -> QuerySet[Decision]:
    mine = Decision.objects.filter(reader=reader).exclude(act=Decision.Act.KEEP)
    return mine.select_related("comment__thread__article", "sanction")

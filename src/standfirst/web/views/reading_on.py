"""Reading on past the cut, where a meter counts: an act, never a GET."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from standfirst.access.meters import Marks, Meter, Reading, spent_on, today, with_mark
from standfirst.access.rules import Decision, Offer, Visitor, VisitorClass
from standfirst.kit.targets import SeeOther
from standfirst.newsroom.stories.models import Article
from standfirst.newsroom.stories.queries import find
from standfirst.newsroom.stories.reading import decision_for, wall_of
from standfirst.readers import metering
from standfirst.readers.models import Reader

from ..cookies import set_meter
from ..signing_in import tag_of
from ..visits import Visit, meter_in, pass_in, pass_keys
from .errors import gone, too_many


@dataclass(frozen=True, slots=True)
class Held:
    """What somebody has read on: as a stranger in this browser, and as a reader by the account."""

    day: int
    stranger: Marks
    reader: Reader | None
    account: Marks

    def visitor(self, article: int, granted: frozenset[int]) -> Visitor:
        if self.reader is None:
            spent = spent_on(article, self.day, counting=self.stranger, besides={})
            return Visitor(VisitorClass.ANONYMOUS, granted, spent=spent)
        spent = spent_on(article, self.day, counting=self.account, besides=self.stranger, who="registered")
        return Visitor(VisitorClass.REGISTERED, granted, spent=spent)


@require_POST
def read_on(request: HttpRequest, number: int) -> HttpResponse:
    """Count this article and go back to the cut, where the rest stands now.

    Scripts are answered in JSON: 200 when the whole is there, 403 when the meter has run out, and what to say.
    """
    found = find(number)
    if found is None:
        raise Http404
    if not found.is_live:
        return gone(request)
    if not ratelimit.consume(request, action="read_on"):
        return too_many(request)
    story, visit = found.article, request.visit  # type: ignore[attr-defined]
    held = _held(request)
    decision = _decide(request, story, held)
    meter = _meter(story, visit, held)
    if decision.offer is Offer.READ_ON and meter is not None:
        held = _count(held, story.number, meter)
        decision = _decide(request, story, held)
    response = _answer(request, story, decision, _shown(held, meter))
    _hand_over(request, response, held)
    return response


def _held(request: HttpRequest) -> Held:
    day, cookie = today(time.time()), meter_in(request.COOKIES)
    if not isinstance(request.user, Reader):
        return Held(day, cookie.stranger, None, {})
    return Held(day, cookie.stranger, request.user, metering.marks_of(request.user, day))


def _decide(request: HttpRequest, story: Article, held: Held) -> Decision:
    found = pass_in(request.COOKIES)
    visitor = held.visitor(story.number, frozenset() if found is None else found.granted)
    return decision_for(story, home=request.visit.home, visitor=visitor)  # type: ignore[attr-defined]


def _meter(story: Article, visit: Visit, held: Held) -> Meter | None:
    wall = wall_of(story, visit.home)
    if wall is None:
        return None
    return wall.strangers if held.reader is None else wall.registered


def _count(held: Held, article: int, meter: Meter) -> Held:
    if held.reader is None:
        return replace(held, stranger=with_mark(held.stranger, article, held.day))
    marks = metering.read_on(reader=held.reader, article=article, meter=meter, day=held.day)
    if marks is None:  # another tab was faster
        marks = metering.marks_of(held.reader, held.day)
    return replace(held, account=marks)


def _shown(held: Held, meter: Meter | None) -> Reading | None:
    counting = held.stranger if held.reader is None else held.account
    return None if meter is None else spent_on(None, held.day, counting=counting, besides={}).reading(meter)


def _answer(request: HttpRequest, story: Article, decision: Decision, shown: Reading | None) -> HttpResponse:
    if request.headers.get("Accept") == "application/json":
        said = _("%(left)s of %(of)s left") % {"left": shown.left, "of": shown.of} if shown else ""
        return JsonResponse({"said": said}, status=200 if decision.is_whole else 403)
    return SeeOther(f"{story.address}#{'below' if decision.is_whole else 'cut'}")


def _hand_over(request: HttpRequest, response: HttpResponse, held: Held) -> None:
    cookie = replace(meter_in(request.COOKIES), stranger=held.stranger)
    if held.reader is not None:
        cookie = replace(cookie, tag=tag_of(request), reader=held.account)
    set_meter(response, cookie, next(iter(pass_keys().values())))

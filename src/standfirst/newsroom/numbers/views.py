"""How stories are read: a page for each story, a report of all, and the report as a table for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from wagtail.admin.auth import permission_required, require_admin_access

from standfirst.newsroom.stories.models import Article
from standfirst.readers.fresh import fresh_proof_required

from . import queries
from .forms import ReportForm, SpanForm
from .queries import Span, StoryNumbers, Sums

#: Who may see the numbers of every story.
MAY_SEE = "numbers.see_numbers"
PAGE = 50
#: Stories in a table for a spreadsheet: more than a paper publishes in a year.
MOST_EXPORTED = 100_000
#: The same in every language: programs read them.
COLUMNS = ("number", "headline", "reads", "walls met", "registrations", "registrations for each wall met")
#: With these a spreadsheet takes a cell for a formula.
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Bar:
    """A day in the drawing; its heights are parts of a hundred."""

    day: date
    sums: Sums
    x: int
    reads: int
    walls: int


@require_safe
@permission_required(MAY_SEE)
def report(request: HttpRequest) -> HttpResponse:
    """Every story that was shown in these days, the most read first."""
    form = ReportForm(request.GET)
    found = queries.stories_in(form.span, order=form.chosen_order)
    page = Paginator(found, PAGE).get_page(request.GET.get("p"))
    context = {
        "form": form,
        "span": form.span,
        "page": page,
        "stories": queries.numbers_of(page.object_list),
        "total": queries.total_of(form.span),
        "asked": _asked(form),
    }
    return render(request, "numbers/report.html", context)


@require_safe
@permission_required(MAY_SEE)
@fresh_proof_required
def export(request: HttpRequest) -> HttpResponse:
    """The same as CSV (RFC 4180), all of it."""
    form = ReportForm(request.GET)
    span = form.span
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="stories-{span.first}-{span.last}.csv"'
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    found = queries.stories_in(span, order=form.chosen_order)[:MOST_EXPORTED]
    writer.writerows(_cells(story) for story in queries.numbers_of(found))
    return response


def _cells(story: StoryNumbers) -> Iterator[object]:
    sums = story.sums
    yield from (story.article, _text(story.headline), sums.reads, sums.walls, sums.registrations)
    yield "" if sums.conversion is None else f"{sums.conversion:.4f}"


def _text(words: str) -> str:
    """Words that no spreadsheet takes for a formula."""
    return f"'{words}" if words.startswith(_FORMULAS) else words


@require_safe
@require_admin_access
def story(request: HttpRequest, number: int) -> HttpResponse:
    """One story by day, by edition and by class of visitors; for whoever may edit it."""
    article = get_object_or_404(Article, pk=number)
    if not (article.permissions_for_user(request.user).can_edit() or request.user.has_perm(MAY_SEE)):
        raise PermissionDenied
    form = SpanForm(request.GET)
    days = queries.by_day(article, form.span)
    context = {
        "form": form,
        "span": form.span,
        "story": article,
        "total": _sum(days.values()),
        "bars": _bars(days),
        "width": len(days) * BAR,
        "lines": queries.by_edition_and_class(article, form.span),
        "asked": _asked(form),
    }
    return render(request, "numbers/story.html", context)


#: Width of a day in the drawing.
BAR = 10


def _bars(days: dict[date, Sums]) -> list[Bar]:
    most = max([1, *(max(sums.reads, sums.walls) for sums in days.values())])
    return [
        Bar(day, sums, place * BAR, round(100 * sums.reads / most), round(100 * sums.walls / most))
        for place, (day, sums) in enumerate(days.items())
    ]


def _sum(sums: Iterable[Sums]) -> Sums:
    known = list(sums)
    return Sums(*(sum(getattr(one, name) for one in known) for name in ("reads", "walls", "registrations")))


def _asked(form: SpanForm) -> str:
    """The same question again, for links."""
    span: Span = form.span
    said = {"first": span.first, "last": span.last, "edition": span.edition.slug if span.edition else ""}
    order = {"order": form.chosen_order} if isinstance(form, ReportForm) else {}
    return urlencode(said | order)

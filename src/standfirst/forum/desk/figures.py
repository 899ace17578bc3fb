"""The numbers of moderation by day, and the transparency report (EU Digital Services Act, articles 15 and 24)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin.auth import any_permission_required

from ..moderation import numbers as counting
from ..moderation.transparency import as_csv, report
from . import MAY
from .forms import SpanForm
from .lists import frame

#: Moderators, and whoever may see how stories are read.
MAY_SEE = (MAY, "numbers.see_numbers")


@require_safe
@any_permission_required(*MAY_SEE)
def numbers(request: HttpRequest) -> HttpResponse:
    """How much there was to do each day, and how fast it was done."""
    form = SpanForm(request.GET)
    first, last = form.span
    days = counting.by_day(first, last)
    context = {
        "form": form,
        "days": days,
        "total": counting.total(days),
        "queue": "numbers",
        "page_title": _("Comments"),
        "page_subtitle": _("Numbers"),
        **frame(),
    }
    return render(request, "forum/desk/numbers.html", context)


@require_safe
@any_permission_required(*MAY_SEE)
def transparency(request: HttpRequest) -> HttpResponse:
    """The report for a span of days, to read and to take away."""
    form = SpanForm(request.GET)
    first, last = form.span
    context = {
        "form": form,
        "report": report(first, last),
        "asked": f"first={first}&last={last}",
        "queue": "transparency",
        "page_title": _("Comments"),
        "page_subtitle": _("Transparency report"),
        **frame(),
    }
    return render(request, "forum/desk/transparency.html", context)


@require_safe
@any_permission_required(*MAY_SEE)
def download(request: HttpRequest, kind: str) -> HttpResponse:
    """The same as CSV (RFC 4180) or JSON. It holds numbers and nobody's name."""
    first, last = SpanForm(request.GET).span
    found = report(first, last)
    if kind == "csv":
        answer = HttpResponse(as_csv(found), content_type="text/csv; charset=utf-8")
    elif kind == "json":
        answer = JsonResponse(found.as_dict(), json_dumps_params={"indent": 2})
    else:
        raise Http404
    answer["Content-Disposition"] = f'attachment; filename="transparency-{first}-{last}.{kind}"'
    return answer

"""The breaking strip in the newsroom: what stands where, setting one, ending it."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin.auth import permission_required

from standfirst.editions.models import Edition
from standfirst.editions.queries import all_editions
from standfirst.kit.targets import SeeOther
from standfirst.newsroom.stories.models import Article

from ..alerts.checks import CannotAlert, spoilers
from ..alerts.permissions import SEND
from ..alerts.views import person
from ..models import Strip
from .actions import LONGEST_TEXT, end_strip, set_strip
from .forms import StripForm
from .queries import strip_of

SHOWN = 30


@require_safe
@permission_required(SEND)
def strips(request: HttpRequest) -> HttpResponse:
    context = {
        "page_title": _("Breaking strip"),
        "now": [(edition, strip_of(edition)) for edition in all_editions()],
        "past": Strip.objects.select_related("edition", "article", "by").order_by("-set_at", "-pk")[:SHOWN],
    }
    return render(request, "notices/newsroom/strips.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(SEND)
def set_(request: HttpRequest, article: int) -> HttpResponse:
    """A line that leads to this story. What it gives away of a walled one is said first, and set only when told so."""
    story = get_object_or_404(Article, pk=article)
    chosen = story.editions.all() or Edition.objects.all()
    form = StripForm(
        request.POST or None, initial={"text": story.headline[:LONGEST_TEXT], "editions": chosen}
    )
    given_away: Mapping[Edition, list[str]] = {}
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        given_away = spoilers(story, said["text"], said["editions"])
        if not given_away or "all_the_same" in request.POST:
            try:
                set_strip(
                    article=story, text=said["text"], editions=list(said["editions"]),
                    hours=said["hours"], by=person(request),
                )  # fmt: skip
                messages.success(request, _("The strip stands on every page."))
                return SeeOther(reverse("strips"))
            except CannotAlert as error:
                form.add_error(None, str(error))
    context = {"page_title": _("Set the breaking strip"), "page_subtitle": story.headline, "article": story}
    return render(
        request, "notices/newsroom/set_strip.html", {**context, "form": form, "spoilers": given_away}
    )


@require_POST
@permission_required(SEND)
def end(request: HttpRequest, number: int) -> HttpResponse:
    strip = get_object_or_404(Strip.objects.select_related("edition", "article"), pk=number)
    if end_strip(strip=strip, by=person(request)):
        messages.success(request, _("The strip is gone."))
    return SeeOther(reverse("strips"))

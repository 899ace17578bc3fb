"""Newsletters for everybody: what there is, past issues, and how to get them. And a reader's own."""

from __future__ import annotations

from datetime import date

from allauth.core import ratelimit
from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from standfirst.delivery.responses import shared
from standfirst.editions.queries import all_editions
from standfirst.kit.targets import SeeOther
from standfirst.newsroom.stories.keys import FURNITURE, edition_key, keys_of_list, section_key
from standfirst.readers.models import Reader

from ..me import reader_of
from ..models import Issue, Newsletter, Subscriber
from . import subscribing
from .keys import NEWSLETTERS, newsletter_key
from .writing import STRANGER, paragraphs, stories_of, told

MOST_LISTED = 60
GONE_OUT = (Issue.State.SENDING, Issue.State.SENT)


class AddressForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        max_length=254,
        help_text=gettext_lazy("We send a letter there first, and nothing else until you confirm it."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )


@require_safe
def newsletters(request: HttpRequest) -> HttpResponse:
    """All there are, those of the edition on show first."""
    edition = request.visit.edition  # type: ignore[attr-defined]
    found = Newsletter.objects.filter(is_open=True).select_related("edition")
    listed = sorted(found, key=lambda one: one.edition_id != edition.pk)
    response = render(request, "notices/newsletters/newsletters.html", {"newsletters": listed})
    return shared(response, keys={FURNITURE, NEWSLETTERS})


@require_http_methods(["GET", "HEAD", "POST"])
def newsletter(request: HttpRequest, slug: str) -> HttpResponse:
    """One of them with its past issues; a POST asks for it."""
    found = _called(slug)
    if request.method != "POST":
        return shared(
            _page(request, found, AddressForm(label_suffix="")), keys={FURNITURE, newsletter_key(found)}
        )
    form = AddressForm(request.POST, label_suffix="")
    if not found.is_open:
        raise Http404
    if not form.is_valid():
        return _page(request, found, form, status=422)
    address = form.cleaned_data["email"].lower()
    if not ratelimit.consume(request, action="newsletter"):
        return _page(request, found, form, status=429)
    if ratelimit.consume(request, action="newsletter_letter", key=address):
        edition = request.visit.edition  # type: ignore[attr-defined]
        subscribing.ask(newsletter=found, address=address, edition=edition)
    return SeeOther(reverse("newsletter_asked"))


def _page(request: HttpRequest, found: Newsletter, form: AddressForm, *, status: int = 200) -> HttpResponse:
    issues = found.issues.filter(state__in=GONE_OUT).order_by("-day")[:MOST_LISTED]
    for issue in issues:
        issue.newsletter = found
    context = {"newsletter": found, "form": form, "issues": issues, "too_many": status == 429}
    return render(request, "notices/newsletters/newsletter.html", context, status=status)


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    return shared(_said(request, "asked"), keys={FURNITURE})


@require_safe
def confirmed(request: HttpRequest) -> HttpResponse:
    return shared(_said(request, "confirmed"), keys={FURNITURE})


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, link: str) -> HttpResponse:
    """A page with a button: programs that look through mail open every link, and confirm nothing by that."""
    subscriber = subscribing.asked_by(link)
    if subscriber is None:
        return _said(request, "none", status=404)
    if request.method != "POST":
        return _said(request, "confirm", subscriber.newsletter)
    subscribing.confirm(subscriber=subscriber)
    return SeeOther(reverse("newsletter_confirmed"))


def _said(
    request: HttpRequest, state: str, found: Newsletter | None = None, *, status: int = 200
) -> HttpResponse:
    context = {"state": state, "newsletter": found}
    return render(request, "notices/newsletters/said.html", context, status=status)


@require_safe
def past_issue(request: HttpRequest, slug: str, day: str) -> HttpResponse:
    """An issue as it went out, in words of today, and for everybody no more than a stranger may read."""
    found = _called(slug)
    issue = get_object_or_404(found.issues.filter(state__in=GONE_OUT), day=_day(day))
    issue.newsletter = found
    stories = stories_of(issue)
    context = {
        "newsletter": found,
        "issue": issue,
        "words": paragraphs(issue.words),
        "stories": told(issue, stories, STRANGER),
    }
    response = render(request, "notices/newsletters/past_issue.html", context)
    # The strictest wall of any edition has its say.
    walls = {edition_key(edition) for edition in all_editions()} | {
        section_key(one.section) for one in stories
    }
    return shared(response, keys={FURNITURE, newsletter_key(found), *keys_of_list(stories), *walls})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """Which newsletters come to a reader's own address."""
    reader = reader_of(request)
    found = list(Newsletter.objects.filter(is_open=True).select_related("edition"))
    if request.method == "POST":
        account = get_object_or_404(Reader, pk=reader)
        for one in found:
            act = subscribing.subscribe if one.slug in request.POST else subscribing.unsubscribe
            act(newsletter=one, reader=account)
        return SeeOther(reverse("own_newsletters") + "?saved")
    chosen = set(Subscriber.objects.filter(reader=reader).values_list("newsletter", flat=True))
    context = {"newsletters": found, "chosen": chosen, "saved": "saved" in request.GET}
    return render(request, "notices/newsletters/own.html", context)


def _called(slug: str) -> Newsletter:
    return get_object_or_404(Newsletter.objects.select_related("edition"), slug=slug)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error

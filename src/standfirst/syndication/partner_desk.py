"""Partners in the newsroom: for administrators, behind a fresh proof (web/wiring.py names these addresses for it)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin.auth import permission_required

from .absolute import absolute
from .models import Partner
from .partners import Agreement, change_partner, give_new_key, make_partner, revoke

#: No role is given this: administrators alone have every permission there is.
PERMISSION = "syndication.change_partner"
SHOWN = 100


class PartnerForm(forms.ModelForm[Partner]):
    """The agreement."""

    formats = forms.MultipleChoiceField(
        label=_("Formats"), choices=Partner.Format.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Partner
        fields = (
            "name", "editions", "sections", "formats", "gets", "with_agencies", "per_minute", "per_day", "last_day",
        )  # fmt: skip
        widgets = {
            "editions": forms.CheckboxSelectMultiple,
            "sections": forms.CheckboxSelectMultiple,
            "last_day": forms.DateInput(attrs={"type": "date"}),
        }

    @property
    def agreement(self) -> Agreement:
        said = self.cleaned_data
        return Agreement(said["editions"], said["formats"], said["sections"])

    @property
    def terms(self) -> dict[str, Any]:
        known = ("name", "gets", "with_agencies", "per_minute", "per_day", "last_day")
        return {name: self.cleaned_data[name] for name in known}


@permission_required(PERMISSION)
@require_safe
def partners(request: HttpRequest) -> HttpResponse:
    counted = Partner.objects.annotate(asked=Count("uses"), last_asked=Max("uses__at"))
    return render(request, "syndication/newsroom/partners.html", {"partners": counted})


@permission_required(PERMISSION)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    form = PartnerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            partner, key = make_partner(agreement=form.agreement, **form.terms)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _told_once(request, partner, key)
    return render(request, "syndication/newsroom/partner_form.html", {"form": form})


@permission_required(PERMISSION)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def partner(request: HttpRequest, number: int) -> HttpResponse:
    """The agreement, to look at and to change, and what was asked for."""
    found = get_object_or_404(Partner, pk=number)
    form = PartnerForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            change_partner(partner=form.instance, agreement=form.agreement)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return HttpResponseRedirect(reverse("partner", args=[number]))
    uses = found.uses.order_by("-at")[:SHOWN]
    context = {"form": form, "partner": found, "uses": uses, "paper_address": absolute("/partners/")}
    return render(request, "syndication/newsroom/partner_form.html", context)


@permission_required(PERMISSION)
@never_cache
@require_POST
def new_key(request: HttpRequest, number: int) -> HttpResponse:
    found = get_object_or_404(Partner, pk=number)
    return _told_once(request, found, give_new_key(partner=found))


@permission_required(PERMISSION)
@require_POST
def end(request: HttpRequest, number: int) -> HttpResponse:
    revoke(partner=get_object_or_404(Partner, pk=number))
    return HttpResponseRedirect(reverse("partner", args=[number]))


def _told_once(request: HttpRequest, partner: Partner, key: str) -> HttpResponse:
    """In the very answer, and nowhere else: a redirect would have to keep the key somewhere meanwhile."""
    context = {"partner": partner, "key": key, "feed": absolute(f"/partners/{key}/feed.atom")}
    return render(request, "syndication/newsroom/partner_key.html", context)

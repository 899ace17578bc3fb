"""The form by which anybody says that something here is against the law (EU Digital Services Act, article 16)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from standfirst.delivery.responses import shared
from standfirst.forum.addresses import LEGAL_NOTICE
from standfirst.forum.limits import is_within
from standfirst.forum.models import LegalNotice
from standfirst.forum.moderation.legal import Notifier, is_ours, receive
from standfirst.kit.targets import SeeOther
from standfirst.newsroom.stories.keys import FURNITURE
from standfirst.readers.models import Reader

#: Of these crimes one may tell without a name (16(2)(c)).
NAMELESS = LegalNotice.Category.CHILDREN


class LegalNoticeForm(forms.Form):
    """All that the article asks for, each with its reason."""

    address = forms.CharField(
        label=gettext_lazy("The exact address of what is illegal"),
        max_length=500,
        help_text=gettext_lazy(
            "Copy it from your browser. Each comment has one of its own, behind its date."
        ),
    )
    category = forms.ChoiceField(
        label=gettext_lazy("What is it?"),
        choices=[("", gettext_lazy("Please choose")), *LegalNotice.Category.choices],
    )
    explanation = forms.CharField(
        label=gettext_lazy("Why is it illegal?"),
        max_length=5000,
        widget=forms.Textarea({"rows": 6, "dir": "auto"}),
        help_text=gettext_lazy("Which words, which law if you know it, and whom it harms."),
    )
    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=120,
        required=False,
        help_text=gettext_lazy(
            "You may leave name and address empty where it is about the sexual abuse of children."
        ),
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        max_length=254,
        required=False,
        help_text=gettext_lazy(
            "We confirm your notice there, and write what was decided. Nobody else sees it."
        ),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    good_faith = forms.BooleanField(
        label=gettext_lazy("I believe in good faith that what I say here is correct and complete."),
    )

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"])
        if not is_ours(address):
            raise forms.ValidationError(_("This is not an address of this paper."))
        return address

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("category") != NAMELESS:
            for field in ("name", "email"):
                if not said.get(field) and field not in self.errors:
                    self.add_error(field, _("The law asks for it; we need it to answer you."))
        return said


@require_http_methods(["GET", "HEAD", "POST"])
def legal_notice(request: HttpRequest) -> HttpResponseBase:
    """The form; a POST keeps the notice and confirms it."""
    if request.method != "POST":
        return shared(_page(request, LegalNoticeForm(label_suffix="")), keys={FURNITURE})
    form = LegalNoticeForm(request.POST, label_suffix="")
    if not form.is_valid():
        return _page(request, form, status=422)
    if not is_within(request, "legal_notice"):
        return _page(request, form, status=429, too_many=True)
    said = form.cleaned_data
    reader = request.user if isinstance(request.user, Reader) else None
    edition = request.visit.edition  # type: ignore[attr-defined]
    # So that nobody fills a stranger's box with receipts; the notice itself is kept.
    confirm = bool(said["email"]) and is_within(request, "legal_receipt", key=said["email"].lower())
    receive(
        category=said["category"],
        address=said["address"],
        explanation=said["explanation"],
        notifier=Notifier(said["name"], said["email"], reader, edition),
        confirm=confirm,
    )
    return SeeOther(f"{LEGAL_NOTICE}/received")


@require_safe
def received(request: HttpRequest) -> HttpResponseBase:
    """Thanks, and what comes next."""
    return shared(render(request, "legal_notice_received.html"), keys={FURNITURE})


def _page(request: HttpRequest, form: LegalNoticeForm, *, status: int = 200, too_many: bool = False) -> Any:
    context = {"form": form, "address": LEGAL_NOTICE, "too_many": too_many}
    return render(request, "legal_notice.html", context, status=status)

"""Watched words in the newsroom: the list, and taking in another paper's whole list at once."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin.auth import permission_required
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from standfirst.readers.models import Reader

from ..models import WatchedWord
from ..words.watching import Taken, take_list

#: Letters of a list that is pasted or sent: some tens of thousands of words.
LONGEST_LIST = 1_000_000
SHOWN = 10


class ListForm(forms.Form):
    """Lines typed or pasted, or a file of them; a CSV's first column counts."""

    words = forms.CharField(
        label=gettext_lazy("One word or phrase in each line"),
        widget=forms.Textarea(attrs={"rows": 16}),
        max_length=LONGEST_LIST,
        required=False,
    )
    file = forms.FileField(label=gettext_lazy("Or a file of such lines (text or CSV, UTF-8)"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=WatchedWord.Kind.choices, initial="suspect")

    def clean_file(self) -> str:
        """The file's text."""
        sent = self.cleaned_data["file"]
        if not sent:
            return ""
        if sent.size > LONGEST_LIST:
            raise forms.ValidationError(_("This file is larger than a megabyte."))
        try:
            return str(sent.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise forms.ValidationError(_("This file is not text in UTF-8.")) from None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        lines = [*cleaned.get("words", "").splitlines(), *(cleaned.get("file") or "").splitlines()]
        if not self.errors and not any(line.strip() for line in lines):
            raise forms.ValidationError(_("There is no word in it yet."))
        return {**cleaned, "lines": lines}


class WatchedWordIndex(IndexView):
    @property
    def header_more_buttons(self) -> list[Button]:
        buttons = [*super().header_more_buttons]
        if self.request.user.has_perm("forum.add_watchedword"):
            address = reverse("forum_word_list")
            buttons.append(Button(_("Take in a list"), url=address, icon_name="upload", priority=5))
        return buttons


class WatchedWordViewSet(SnippetViewSet):
    model = WatchedWord
    icon = "warning"
    menu_label = gettext_lazy("Watched words")
    menu_order = 260
    add_to_admin_menu = True
    index_view_class = WatchedWordIndex
    list_display: ClassVar[list[str]] = ["words", "kind"]
    list_filter: ClassVar[list[str]] = ["kind"]
    search_fields: ClassVar[list[str]] = ["words"]


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("forum.add_watchedword")
def take(request: HttpRequest) -> HttpResponse:
    """A form for a list; what was taken in is said in numbers."""
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        taken = take_list(lines=found["lines"], kind=found["kind"], by=cast("Reader", request.user))
        messages.success(request, _said(taken))
        return redirect(WatchedWordViewSet().get_url_name("list"))
    context = {"form": form, "page_title": _("Take in a list of watched words"), "header_icon": "warning"}
    return render(request, "forum/desk/word_list.html", context, status=422 if form.errors else 200)


def _said(taken: Taken) -> str:
    words = ngettext("%(count)d word is new", "%(count)d words are new", taken.new) % {"count": taken.new}
    words = _("%(new)s, %(changed)d changed their kind.") % {"new": words, "changed": taken.changed}
    if not taken.useless:
        return words
    few = ", ".join(f"“{line}”" for line in taken.useless[:SHOWN])
    return (
        words
        + " "
        + _("%(count)d lines could not be used: %(lines)s")
        % {
            "count": len(taken.useless),
            "lines": few,
        }
    )

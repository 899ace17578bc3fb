"""The words of offers in the editor's form: for whoever may change walls."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel

from standfirst.editions.offer_words import USUAL, OfferWords

#: Who may change walls and the words of their offers.
MAY_CHANGE_WALLS = "stories.change_walls"
OFFERS = "offers"


def word_panels(permission: str | None = None) -> list[FieldPanel]:
    """The four words, each with what is usually said there."""
    usual = (USUAL.headline, USUAL.sentence, USUAL.button, USUAL.thanks)
    return [
        FieldPanel(name, permission=permission, disable_comments=True, widget=_input(name, said))
        for name, said in zip(OfferWords.WORD_FIELDS, usual, strict=True)
    ]


def _input(name: str, usual: object) -> forms.Widget:
    attrs = {"placeholder": usual}
    return forms.Textarea({**attrs, "rows": 2}) if name == "offer_sentence" else forms.TextInput(attrs)


class WalledPageForm(WagtailAdminPageForm):
    """A page with a wall: without the words of its offers for whoever may not change them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.for_user is not None and not self.for_user.has_perm(MAY_CHANGE_WALLS):
            self.formsets.pop(OFFERS, None)


class OffersPanel(InlinePanel):
    """Words for one edition after the other; not there for whoever may not change them."""

    def __init__(self, relation_name: str = OFFERS, **kwargs: Any) -> None:
        values = {
            "panels": [FieldPanel("edition", disable_comments=True, widget=forms.Select), *word_panels()],
            "heading": _("Words of the offer"),
            "label": _("Words"),
            "help_text": _(
                "What is said at the cut, for each edition in its own language. Plain text. What is left empty is said "
                "by the next in the row: story, section, edition."
            ),
            **kwargs,
        }
        super().__init__(relation_name, **values)

    class BoundPanel(InlinePanel.BoundPanel):
        def __init__(self, **kwargs: Any) -> None:
            form = kwargs["form"]
            self._is_there = form is None or OFFERS in form.formsets
            if self._is_there:
                super().__init__(**kwargs)
            else:
                Panel.BoundPanel.__init__(self, **kwargs)

        def is_shown(self) -> bool:
            return self._is_there and super().is_shown()

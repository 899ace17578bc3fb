"""A wall as an editor sets it: a choice and a few numbers, over the text that is kept (`metered:3:5/30`)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Field, Model
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin import compare
from wagtail.admin.panels import FieldPanel

from standfirst.access.meters import MOST_ARTICLES, MOST_DAYS
from standfirst.access.rules import DEFAULT_PARAGRAPHS, MOST_PARAGRAPHS, WallKind, wall_or_shut
from standfirst.editions.queries import all_editions

from .offer_form import MAY_CHANGE_WALLS
from .wall_words import in_words, said_by_editions, said_by_others

_METERS = ("strangers", "registered")
_USUAL = {"articles": "5", "days": "30"}


class WallInput(forms.Widget):
    """Radios and numbers, all sent as parts of one field. Without a style sheet all of them are in sight."""

    template_name = "stories/newsroom/wall.html"
    #: What stands where nothing is chosen, in words; nothing where something must be chosen.
    inherited = ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        kind, numbers = _parts(str(value or ""))
        known = {"", *WallKind}
        context["widget"] |= {
            "kind": kind if kind in known else value,
            "unreadable": "" if kind in known else value,
            "inherited": self.inherited,
            "numbers": numbers,
            "most_paragraphs": MOST_PARAGRAPHS,
            "most_articles": MOST_ARTICLES,
            "most_days": MOST_DAYS,
        }
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        kind = data.get(name)
        paragraphs = data.get(f"{name}-paragraphs", "").strip() or str(DEFAULT_PARAGRAPHS)
        if kind == WallKind.REGISTERED:
            return f"{kind}:{paragraphs}"
        if kind != WallKind.METERED:
            return kind
        meters = []
        for whose in _METERS:
            articles, days = (data.get(f"{name}-{whose}-{part}", "").strip() for part in ("articles", "days"))
            if articles or whose == "strangers":
                meters.append(f"{articles or _USUAL['articles']}/{days or _USUAL['days']}")
        return ":".join([kind, paragraphs, *meters])

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return f"{id_}-0" if id_ else id_


def _parts(text: str) -> tuple[str, dict[str, str]]:
    """The kind and what stands in each box, however wrong: what was typed is shown again."""
    kind, *parts = text.split(":")
    filled = [*parts, "", "", ""]
    numbers = {"paragraphs": filled[0] or str(DEFAULT_PARAGRAPHS)}
    for whose, meter in zip(_METERS, filled[1:3], strict=True):
        articles, _slash, days = meter.partition("/")
        usual = _USUAL["articles"] if whose == "strangers" and kind != WallKind.METERED else ""
        numbers[f"{whose}_articles"] = articles or usual
        numbers[f"{whose}_days"] = days or _USUAL["days"]
    return kind, numbers


class _WallComparison(compare.FieldComparison):
    """Two versions' walls, in words."""

    def __init__(self, field: Field[Any, Any], before: Model, after: Model) -> None:
        super().__init__(field, before, after)
        self.val_a: str = _said(field.value_from_object(before))
        self.val_b: str = _said(field.value_from_object(after))


def _said(text: str) -> str:
    return capfirst(in_words(wall_or_shut(text))) if text else _("None of its own")


class WallPanel(FieldPanel):
    """The wall's form for whoever may change it; for everybody else its words."""

    def __init__(self, field_name: str = "wall", **kwargs: Any) -> None:
        values = {"widget": WallInput, "permission": MAY_CHANGE_WALLS, "disable_comments": True, **kwargs}
        super().__init__(field_name, **values)

    def get_comparison_class(self) -> type[compare.FieldComparison]:
        return _WallComparison

    class BoundPanel(FieldPanel.BoundPanel):
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            if self.form is None:
                return
            if self.bound_field is None:
                self.read_only = True
                self.heading = capfirst(self.panel.db_field.verbose_name)
                self.help_text = _("Only editors change it.")
            else:
                self.bound_field.field.widget.inherited = self.inherited

        def is_shown(self) -> bool:
            return self.read_only or super().is_shown()

        def get_read_only_context_data(self) -> dict[str, Any]:
            context = super().get_read_only_context_data()
            own = self.value_from_instance
            said = in_words(wall_or_shut(own)) if own else f"{_('as others say')}: {self.inherited}"
            display = {"display_value": capfirst(said)}
            template = forms.renderers.get_default_renderer()
            context["rendered_field"] = template.render(
                self.panel.read_only_output_template_name, context | display
            )
            return context | display

        @cached_property
        def inherited(self) -> str:
            """What stands where this article or section has no wall of its own; nothing for an edition."""
            if not self.panel.db_field.blank:
                return ""
            section = self._section()
            if section is None:
                return said_by_editions(all_editions())
            return said_by_others(section.title, section.wall, all_editions())

        def _section(self) -> Any:
            """The section of an article, also of one that has not been saved yet."""
            from .models import Article  # whose panels are made of this one

            if not isinstance(self.instance, Article):
                return None
            if self.instance.pk is None:
                return self.form.parent_page.specific
            return self.instance.section

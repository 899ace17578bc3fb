"""Fronts in the newsroom's menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Front


class FrontViewSet(SnippetViewSet):
    model = Front
    icon = "home"
    menu_label = _("Fronts")
    menu_order = 150
    add_to_admin_menu = True
    list_display = ["edition"]
    panels = [
        FieldPanel("edition"),
        InlinePanel(
            "placements",
            [PageChooserPanel("story", "stories.Article")],
            heading=_("Stories at the top, in this order"),
            label=_("Story"),
            help_text=_(
                "The latest stories follow by themselves. A story that is not live leaves its place to the next."
            ),
        ),
    ]


register_snippet(FrontViewSet)

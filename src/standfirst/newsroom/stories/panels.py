"""The editor's panels, in the order of the page."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.admin.widgets import AdminDateTimeInput

from .forms import SuggestionInput, zone_help
from .labels import LABELS
from .offer_form import OffersPanel
from .wall_form import WallPanel


class SchedulePanel(PublishingPanel):
    """Wagtail's own schedule, which says in whose time it is meant."""

    def __init__(self, **kwargs: object) -> None:
        overlay = {"js_overlay_parent_selector": "#schedule-publishing-dialog"}
        children = [
            FieldPanel("go_live_at", widget=AdminDateTimeInput(**overlay), help_text=zone_help),
            FieldPanel("expire_at", widget=AdminDateTimeInput(**overlay), help_text=zone_help),
        ]
        super().__init__(**{"children": children, **kwargs})


ARTICLE = TabbedInterface(
    [
        ObjectList(
            [
                FieldPanel("label", widget=SuggestionInput(LABELS)),
                FieldPanel(
                    "title", heading=_("Headline"), classname="title", help_text=_("As readers see it.")
                ),
                FieldPanel(
                    "standfirst",
                    widget=forms.Textarea(attrs={"rows": 3}),
                    help_text=_(
                        "It may end in “…, writes” and the author's name, which is then linked there."
                    ),
                ),
                InlinePanel("bylines", [FieldPanel("author")], heading=_("Authors"), label=_("Author")),
                FieldPanel("lead_picture"),
                FieldPanel("body"),
            ],
            heading=_("Story"),
        ),
        ObjectList(
            [
                FieldPanel("editions", widget=forms.CheckboxSelectMultiple),
                FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
                FieldPanel("comments_open"),
                FieldPanel("revised_at"),
                FieldPanel("language"),
                FieldPanel("desk_note", widget=forms.Textarea(attrs={"rows": 3})),
                MultiFieldPanel(
                    [
                        FieldPanel("source"),
                        FieldPanel("copyright_notice"),
                        FieldPanel("usage_terms", widget=forms.Textarea(attrs={"rows": 2})),
                        FieldPanel("uri", read_only=True),
                        FieldPanel("uri_version", read_only=True),
                    ],
                    heading=_("Rights"),
                ),
                SchedulePanel(),
            ],
            heading=_("Where and when"),
        ),
        ObjectList([WallPanel(), OffersPanel()], heading=_("Wall")),
    ]
)

SECTION = TabbedInterface(
    [
        ObjectList(
            [
                TitleFieldPanel("title", targets=["slug"]),
                FieldPanel("slug"),
                InlinePanel(
                    "names",
                    [FieldPanel("edition"), FieldPanel("name")],
                    heading=_("Names in other editions"),
                    label=_("Name"),
                    help_text=_(
                        "Where an edition calls it otherwise, as in another language. The address stays."
                    ),
                ),
                FieldPanel("in_menu_order"),
            ],
            heading=_("Section"),
        ),
        ObjectList([WallPanel(), OffersPanel()], heading=_("Wall")),
    ]
)

STANDING = TabbedInterface(
    [
        ObjectList(
            [
                TitleFieldPanel("title", targets=["slug"]),
                FieldPanel("slug"),
                FieldPanel("text", widget=forms.Textarea(attrs={"rows": 30})),
                InlinePanel(
                    "words",
                    [
                        FieldPanel("edition"),
                        FieldPanel("title"),
                        FieldPanel("text", widget=forms.Textarea(attrs={"rows": 30})),
                    ],
                    heading=_("In other editions"),
                    label=_("Words"),
                    help_text=_(
                        "Where an edition says it otherwise, as in another language. The address stays."
                    ),
                ),
                SchedulePanel(),
            ],
            heading=_("Page"),
        )
    ]
)

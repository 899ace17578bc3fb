"""The form of an edition: what its visitors meet, for editors; what it is, for administrators."""

from __future__ import annotations

from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface

from standfirst.newsroom.stories.forms import SuggestionInput
from standfirst.newsroom.stories.offer_form import MAY_CHANGE_WALLS, word_panels
from standfirst.newsroom.stories.wall_form import WallPanel

from .forms import CountriesInput

#: No role is given this: administrators alone have every permission there is.
ADMINISTRATORS = "superuser"

_IS = [
    FieldPanel("name", permission=ADMINISTRATORS),
    FieldPanel("slug", permission=ADMINISTRATORS),
    FieldPanel("language", widget=SuggestionInput(["en-GB", "en-US", "de"]), permission=ADMINISTRATORS),
    FieldPanel("time_zone", widget=SuggestionInput(sorted(available_timezones())), permission=ADMINISTRATORS),
    FieldPanel(
        "countries",
        widget=CountriesInput,
        help_text=_("Visitors from these countries have this edition as their home: GB, IE."),
        permission=ADMINISTRATORS,
    ),
    FieldPanel("alerts_by_two", permission=ADMINISTRATORS),
    FieldPanel("asks_to_notify", permission=ADMINISTRATORS),
    FieldPanel("order", permission=ADMINISTRATORS),
]

EDITION = TabbedInterface(
    [
        ObjectList(
            [
                WallPanel(),
                MultiFieldPanel(
                    [
                        FieldPanel("gifts", permission=MAY_CHANGE_WALLS),
                        FieldPanel("code_due", permission=MAY_CHANGE_WALLS),
                        FieldPanel("crawlers", permission=MAY_CHANGE_WALLS),
                    ],
                    heading=_("Who else reads on"),
                ),
                MultiFieldPanel(
                    word_panels(MAY_CHANGE_WALLS),
                    heading=_("Words of the offer"),
                    help_text=_(
                        "What is said at the cut, in this edition’s language. Plain text. What is left empty is said "
                        "in the usual words, which stand in the field."
                    ),
                ),
            ],
            heading=_("Wall"),
        ),
        ObjectList(_IS, heading=_("Edition")),
    ]
)

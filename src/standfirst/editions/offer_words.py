"""What stands at the cut instead of the rest, in the paper's own words: an edition's, a section's, an article's."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import ClassVar

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LONGEST_HEADLINE = 80
LONGEST_SENTENCE = 240
LONGEST_BUTTON = 40
LONGEST_THANKS = 120


@dataclass(frozen=True, slots=True)
class OfferText:
    """Plain text, in the edition's language: what asks a stranger to register, and what is said afterwards."""

    headline: str | Promise = ""
    sentence: str | Promise = ""
    button: str | Promise = ""
    thanks: str | Promise = ""


#: What is said where nobody says it otherwise; spoken in the language of the page.
USUAL = OfferText(
    headline=_("Read on with a free account"),
    sentence=_("We send a code to your e-mail address; there is no password to make up."),
    button=_("Send me a code"),
    thanks=_("Thank you for registering"),
)


def nearest(*said: OfferText) -> OfferText:
    """For each of the four the first who says something; else what is usual."""
    return OfferText(
        **{
            part.name: next(
                (word for one in said if (word := getattr(one, part.name))), getattr(USUAL, part.name)
            )
            for part in fields(OfferText)
        }
    )


class OfferWords(models.Model):
    """The words as they are kept; an empty one is said by the next in the row article, section, edition."""

    offer_headline = models.CharField(_("headline of the offer"), max_length=LONGEST_HEADLINE, blank=True)
    offer_sentence = models.CharField(_("sentence of the offer"), max_length=LONGEST_SENTENCE, blank=True)
    offer_button = models.CharField(_("button of the offer"), max_length=LONGEST_BUTTON, blank=True)
    offer_thanks = models.CharField(_("thanks after registering"), max_length=LONGEST_THANKS, blank=True)

    WORD_FIELDS: ClassVar[tuple[str, ...]] = (
        "offer_headline",
        "offer_sentence",
        "offer_button",
        "offer_thanks",
    )

    class Meta:
        abstract = True

    @property
    def offer_text(self) -> OfferText:
        return OfferText(*(getattr(self, name) for name in self.WORD_FIELDS))

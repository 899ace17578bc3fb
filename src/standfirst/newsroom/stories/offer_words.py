"""Words of the offer that a section or an article says otherwise, edition by edition."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from standfirst.editions.models import Edition
from standfirst.editions.offer_words import USUAL, OfferText, OfferWords, nearest

if TYPE_CHECKING:
    from .models import Article


class OfferInEdition(OfferWords):
    """The words in one edition, and so in one language."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+", verbose_name=_("edition"))

    class Meta:
        abstract = True
        ordering = ["edition__order", "edition__slug"]
        verbose_name = _("words of the offer")
        verbose_name_plural = _("words of the offers")

    def __str__(self) -> str:
        return self.offer_headline


class SectionOffer(OfferInEdition):
    """What a section says at the cut of its stories."""

    section = ParentalKey("stories.Section", on_delete=models.CASCADE, related_name="offers")

    class Meta(OfferInEdition.Meta):
        constraints = [models.UniqueConstraint(fields=["section", "edition"], name="section_offer_once")]


class ArticleOffer(OfferInEdition):
    """What one article says at its cut."""

    article = ParentalKey("stories.Article", on_delete=models.CASCADE, related_name="offers")

    class Meta(OfferInEdition.Meta):
        constraints = [models.UniqueConstraint(fields=["article", "edition"], name="article_offer_once")]


class WithOffers:
    """A section or an article, which may say at the cut what it will."""

    offers: Any

    def offer_in(self, edition: Edition) -> OfferText:
        """What it says itself in this edition: nothing, where it says nothing. Works on drafts, too."""
        said = (offer.offer_text for offer in self.offers.all() if offer.edition_id == edition.pk)
        return next(said, OfferText())


def own_words_for(article: Article, edition: Edition) -> OfferText:
    """The same, as far as anybody says anything of their own."""
    said = words_for(article, edition)
    return OfferText(
        **{
            part.name: ""
            if getattr(said, part.name) is getattr(USUAL, part.name)
            else getattr(said, part.name)
            for part in fields(OfferText)
        }
    )


def words_for(article: Article, edition: Edition) -> OfferText:
    """The words at this article's cut in the edition on show: its own, its section's, the edition's, the usual."""
    return nearest(article.offer_in(edition), article.section.offer_in(edition), edition.offer_text)

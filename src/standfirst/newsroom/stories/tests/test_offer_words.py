"""What is said at the cut: the article's words, else the section's, else the edition's, else the usual."""

import pytest

from standfirst.editions.offer_words import USUAL, OfferText, nearest
from standfirst.newsroom.stories.offer_words import ArticleOffer, SectionOffer, words_for

pytestmark = pytest.mark.django_db


def test_where_nobody_says_anything_it_is_the_usual():
    assert nearest(OfferText(), OfferText()) == USUAL


def test_the_nearest_who_says_something_counts_word_by_word(story, world, uk):
    uk.offer_headline, uk.offer_button, uk.offer_thanks = "Edition", "Edition", "Edition"
    world.offers.add(SectionOffer(edition=uk, offer_headline="Section", offer_button="Section"))
    story.offers.add(ArticleOffer(edition=uk, offer_headline="Story"))
    story.section = world
    assert words_for(story, uk) == OfferText("Story", USUAL.sentence, "Section", "Edition")


def test_words_for_one_edition_are_not_said_in_another(story, uk, de):
    story.offers.add(ArticleOffer(edition=de, offer_headline="Weiterlesen"))
    assert words_for(story, uk).headline == USUAL.headline
    assert words_for(story, de).headline == "Weiterlesen"

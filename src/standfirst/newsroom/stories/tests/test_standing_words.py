"""A standing page says in each edition what that edition says, at one address."""

import pytest

from standfirst.delivery.models import BusMessage
from standfirst.newsroom.stories.actions import make_standing_pages
from standfirst.newsroom.stories.models import StandingPage
from standfirst.newsroom.stories.queries import footer, gaps
from standfirst.newsroom.stories.standing import EVERY_PAPER_HAS
from standfirst.newsroom.stories.standing_words import StandingWords

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(uk, us, de):
    return make_standing_pages(paper="The Harbour Post")


def titles(edition):
    return {page.slug: page.shown_title for page in footer(edition)}


def test_every_page_is_drafted_in_each_language_of_the_paper(pages, de):
    assert StandingWords.objects.filter(edition=de).count() == len(EVERY_PAPER_HAS)
    assert StandingWords.objects.exclude(edition=de).count() == 0


def test_a_paper_that_speaks_german_first_has_german_pages(uk, de):
    uk.delete()
    make_standing_pages(paper="Die Hafenpost")
    assert StandingPage.objects.get(slug="imprint").title == "Impressum"
    assert not StandingWords.objects.exists()


def test_a_language_without_drafts_gets_the_english_ones(uk):
    uk.language = "sv"
    uk.save()
    make_standing_pages(paper="Hamnposten")
    assert StandingPage.objects.get(slug="imprint").title == "Imprint"


def test_the_footer_calls_each_page_what_the_edition_calls_it(pages, uk, de, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert titles(de)["imprint"] == "Impressum"
    assert (titles(uk)["imprint"], titles(None)["imprint"]) == ("Imprint", "Imprint")


def test_a_page_is_read_in_the_words_of_the_edition(client, pages):
    client.cookies["edition"] = "de"
    html = client.get("/imprint").content.decode()
    assert "<h1>Impressum</h1>" in html
    assert "<title>Impressum |" in html
    assert "Verantwortlich für den Inhalt" in html
    assert '<a href="/privacy">Datenschutz</a>' in html


def test_the_same_page_in_another_edition_has_its_own_words(client, pages):
    assert "<h1>Imprint</h1>" in client.get("/imprint").content.decode()


def test_the_german_privacy_page_lists_the_cookies_too(client, pages):
    client.cookies["edition"] = "de"
    assert "<code>edition</code>" in client.get("/privacy").content.decode()


def test_a_gap_in_one_edition_is_a_gap(pages):
    assert "Land" in {gap.words for gap in gaps()}


def test_new_words_drop_every_footer(pages):
    BusMessage.objects.all().delete()
    StandingWords.objects.first().save()
    assert {key for row in BusMessage.objects.all() for key in row.payload} == {"furniture"}


def test_what_the_editor_does_not_touch_is_kept_when_a_page_is_published(pages, de):
    page = StandingPage.objects.get(slug="about")
    page.title = "Who we are"
    page.save_revision().publish()
    assert StandingPage.objects.get(slug="about").words_in(de)[0] == "Über uns"

"""What engines are told of an article, held to what they ask for and to what the page shows.

The rules: schema.org's NewsArticle, and Google's pages “Article structured data” and “Structured data for subscription
and paywalled content”.
"""

import json
import re
from datetime import datetime
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup

from standfirst.access.rules import ANONYMOUS, Reason, Visitor, VisitorClass
from standfirst.newsroom.pictures.tasks import make_renditions
from standfirst.newsroom.pictures.testing import make_picture
from standfirst.newsroom.stories.cut import ListBlock, Paragraph
from standfirst.newsroom.stories.models import Author, Byline
from standfirst.newsroom.stories.reading import decision_for, read_article
from standfirst.newsroom.stories.testing import CANARY, make_story
from standfirst.syndication.structured import as_script, news_article
from standfirst.web.visits import Visit

pytestmark = pytest.mark.django_db
KINDS = {"NewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "ReviewNewsArticle"}
CRAWLER, READER = Visitor(VisitorClass.CRAWLER), Visitor(VisitorClass.REGISTERED)


def page_of(client, story, edition, visitor=ANONYMOUS):
    """The page as this visitor of this edition gets it."""
    visit = Visit(edition=edition, home=edition, visitor=visitor)
    answer = client.get(story.address, **{"standfirst.visit": visit})
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def said_on(page):
    return json.loads(page.find("script", type="application/ld+json").string)


def is_whole_address(text):
    return urlsplit(text).scheme in {"http", "https"} and bool(urlsplit(text).netloc)


def faults_of(said, page):
    """What an engine would complain of; nothing is best."""
    zone = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)"
    holds = {
        "context": said.get("@context") == "https://schema.org",
        "type": said.get("@type") in KINDS,
        "headline": len(said.get("headline", "")) > 0,
        "dates": all(re.fullmatch(zone, said.get(name, "")) for name in ("datePublished", "dateModified")),
        "order of dates": said.get("dateModified", "") >= said.get("datePublished", "-"),
        "address": is_whole_address(said.get("mainEntityOfPage", "")),
        "author": all(map(_is_a_person, said.get("author", []))),
        "publisher": said["publisher"]["name"] != "" and is_whole_address(said["publisher"]["logo"]["url"]),
        "image": "image" not in said or is_whole_address(said["image"]["url"]),
        "free": isinstance(said.get("isAccessibleForFree"), bool),
        "part": _part_is_true(said, page),
    }
    return [name for name, is_so in holds.items() if not is_so]


def _is_a_person(author):
    return author["@type"] == "Person" and author["name"] != "" and is_whole_address(author["url"])


def _part_is_true(said, page):
    """Only class selectors are understood, and what they name must be there exactly once."""
    if said["isAccessibleForFree"]:
        return "hasPart" not in said and not page.select(".story-below")
    part = said["hasPart"]
    selector = part["cssSelector"]
    known = part["@type"] == "WebPageElement" and part["isAccessibleForFree"] is False
    return known and re.fullmatch(r"\.[\w-]+", selector) is not None and len(page.select(selector)) == 1


@pytest.fixture
def full(world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    picture = make_picture(caption="The quay", credit="PA")
    make_renditions.func(picture.pk)
    made = make_story(section=world, lead_picture=picture)
    made.bylines.add(Byline(author=Author.objects.create(name="Maya Okafor", slug="maya")))
    made.save()
    return made


@pytest.mark.parametrize("visitor", [ANONYMOUS, READER, CRAWLER, Visitor(VisitorClass.PARTNER)])
def test_an_engine_finds_no_fault_whoever_asks_in_whatever_edition(client, full, uk, us, visitor):
    for edition in (uk, us):
        page = page_of(client, full, edition, visitor)
        assert faults_of(said_on(page), page) == []


def test_the_check_itself_finds_faults(client, full, uk):
    page = page_of(client, full, uk)
    said = said_on(page)
    nobody = {"@type": "Person", "name": "", "url": ""}
    broken = {**said, "isAccessibleForFree": True, "datePublished": "yesterday", "author": [nobody]}
    assert faults_of(broken, page) == ["dates", "order of dates", "author", "part"]


def test_an_article_says_whether_it_is_free_in_this_edition(client, story, uk, us):
    assert said_on(page_of(client, story, us))["isAccessibleForFree"] is True
    assert said_on(page_of(client, story, uk))["isAccessibleForFree"] is False


def test_a_reader_is_told_the_same_of_the_wall_as_a_stranger(client, story, uk):
    stranger, reader = (said_on(page_of(client, story, uk, visitor)) for visitor in (ANONYMOUS, READER))
    assert stranger == reader


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("News", "NewsArticle"),
        ("Analyse", "AnalysisNewsArticle"),
        ("Opinion", "OpinionNewsArticle"),
        ("Kritik", "ReviewNewsArticle"),
        ("", "NewsArticle"),
    ],
)
def test_the_label_says_which_kind_of_article_it_is(client, world, uk, label, kind):
    assert said_on(page_of(client, make_story(section=world, label=label), uk))["@type"] == kind


def test_what_stands_below_the_cut_is_in_the_element_that_is_named(client, story, uk):
    below = page_of(client, story, uk, READER).select_one(".story-below")
    assert below.p.get_text() == "Paragraph 4 of the story."
    assert CANARY in below.get_text()


def test_for_a_stranger_the_element_is_there_and_empty(client, story, uk):
    page = page_of(client, story, uk)
    assert page.select_one(".story-below").contents == []
    assert CANARY not in str(page)


def test_an_open_article_has_no_place_of_a_cut(client, story, uk, us):
    page = page_of(client, story, us)
    assert page.select(".story-below") == []
    assert len(page.select("#story > p")) == 9


def test_a_list_that_the_wall_divides_counts_on_below_it(client, world, uk):
    items = ListBlock(tuple(f"Item {n}" for n in range(1, 6)), ordered=True)
    page = page_of(client, make_story(section=world, blocks=[Paragraph("One."), items]), uk, READER)
    assert [ol.get("start") for ol in page.select("#story ol")] == [None, "3"]
    assert len(page.select("#story li")) == 5


def test_only_a_verified_crawler_is_told_the_text_as_text(client, story, uk, us):
    uk.crawlers = True
    uk.save()
    assert CANARY in said_on(page_of(client, story, uk, CRAWLER))["articleBody"]
    for visitor in (ANONYMOUS, READER):
        assert "articleBody" not in said_on(page_of(client, story, uk, visitor))


def test_the_text_that_is_told_is_never_more_than_what_is_in_view(story, uk):
    decision = decision_for(story, home=uk, visitor=ANONYMOUS)
    view = read_article(story, edition=uk, decision=decision)
    for reason in Reason:
        told = object.__new__(type(view))
        for name in view.__slots__:
            object.__setattr__(told, name, getattr(view, name))
        object.__setattr__(told, "decision", type(decision)(decision.extent, reason))
        assert CANARY not in as_script(news_article(told, edition=uk, paper="P", logo="/l.png", files=None))


def test_dates_are_in_order_and_carry_their_zone(client, full, uk):
    said = said_on(page_of(client, full, uk))
    assert datetime.fromisoformat(said["datePublished"]).tzinfo is not None


def test_the_card_says_nothing_of_the_body_to_anybody(client, story, uk):
    for visitor in (ANONYMOUS, READER, CRAWLER):
        page = page_of(client, story, uk, visitor)
        cards = " ".join(tag.get("content", "") for tag in page.find_all("meta"))
        assert "Paragraph" not in cards

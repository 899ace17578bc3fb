"""Promise 2: the edition is in the cache key; the visitor's country never is. One tag prints every date."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standfirst.access.rules import Visitor
from standfirst.delivery.responses import EDITION, HOME, VARIES_HEADER, VISITOR
from standfirst.web.visits import EDGE_COUNTRY_HEADER, EDGE_SECRET_HEADER, Visit, visit_of
from tests.architecture import templates

SECRET = "the edge's own secret"


@pytest.fixture
def edge(settings):
    """An edge that proved itself; its word about the country counts."""
    settings.CONFIGURATION = dataclasses.replace(settings.CONFIGURATION, edge_secret=SECRET)


def from_country(code: str, **cookies: str) -> Visit:
    headers = {EDGE_COUNTRY_HEADER: code, EDGE_SECRET_HEADER: SECRET}
    return visit_of(headers, cookies, "/world/bridge-1")


def test_a_page_is_kept_by_edition_home_edition_and_visitor_class_and_by_nothing_else(uk, us):
    variant = Visit(edition=us, home=uk, visitor=Visitor()).variant
    assert variant == {EDITION: "us", HOME: "uk", VISITOR: "anonymous"}


def test_visitors_from_two_countries_of_one_edition_share_its_pages(uk, us, edge):
    assert from_country("GB").variant == from_country("IE").variant
    assert from_country("US").variant != from_country("GB").variant


@pytest.mark.django_db
def test_no_country_is_ever_in_the_key(uk, us, de, edge):
    @settings(max_examples=200, deadline=None)
    @given(st.text(max_size=4), st.sampled_from(["", "uk", "us", "de", "xx"]))
    def every_country(code: str, chosen: str) -> None:
        variant = from_country(code, edition=chosen).variant
        assert set(variant) == {EDITION, HOME, VISITOR}
        assert {variant[EDITION], variant[HOME]} <= {"uk", "us", "de"}

    every_country()


def test_one_story_in_two_editions_is_two_pages_that_say_so(client, story, us):
    pages = {}
    for edition in ("uk", "us"):
        client.cookies["edition"] = edition
        pages[edition] = client.get(story.address)
        assert EDITION in pages[edition][VARIES_HEADER].split()
    assert pages["uk"].content != pages["us"].content


def test_every_page_that_is_kept_varies_by_edition(client, story, us):
    for address in ("/", "/uk/", "/world/", story.address):
        assert EDITION in client.get(address)[VARIES_HEADER].split(), address


def test_edition_time_alone_prints_dates():
    assert templates.dates() == []

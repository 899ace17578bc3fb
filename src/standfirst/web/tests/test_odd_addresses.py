"""Odd addresses: a page, or a page that says it is not there; never a failure of ours."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standfirst.newsroom.stories.addresses import number_in, slug_for
from standfirst.newsroom.stories.models import Author, Byline, Topic

pytestmark = pytest.mark.django_db

ODD_PAGES = ["0", "-1", "2", "x", "1.0", "٣", "9" * 500, "%00", ""]


@pytest.fixture
def lists(story):
    story.bylines.add(Byline(author=Author.objects.create(name="Maya", slug="maya")))
    story.topics.add(Topic.objects.create(name="Bridges", slug="bridges"))
    story.save()
    return ["/world/", "/authors/maya/", "/topics/bridges/"]


@pytest.mark.parametrize("page", ODD_PAGES)
def test_a_page_that_is_none_is_not_there(client, lists, page):
    assert [client.get(f"{address}?page={page}").status_code for address in lists] == [404] * 3


def test_the_first_page_is_there_with_and_without_its_number(client, lists):
    for address in lists:
        assert client.get(address).status_code == 200
        assert client.get(f"{address}?page=1").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/world/x-999999999999999999", "/world/x-9999999999999999999999", "/world/-1", "/world/0", "/world/%00-1",
        "/world/" + "a" * 5000, "/authors/%F0%9F%99%82/", "/topics/../../etc/passwd", "/Ü/", "/.env", "/world//",
        "/feeds/uk.atom/", "/sitemap.xml/", "/sitemaps/articles-999999.xml",
    ],
)  # fmt: skip
def test_an_address_that_leads_nowhere_says_so(client, story, address):
    assert client.get(address).status_code in {301, 404}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_path_is_an_answer(client, story, path):
    from urllib.parse import quote

    assert client.get("/" + quote(path)).status_code < 500


@given(st.text())
def test_any_headline_has_a_slug_that_an_address_can_carry(headline):
    slug = slug_for(headline)
    assert slug
    assert slug.isascii()
    assert len(slug) <= 80
    assert number_in(f"{slug}-81") == 81

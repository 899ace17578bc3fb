"""A shared page is read; nothing else can be done with it."""

import pytest

from standfirst.newsroom.stories.models import Author, Byline, Topic

from .flow import SAME

pytestmark = pytest.mark.django_db
SHARED = [
    "/", "/uk/", "/world/", "/authors/maya/", "/topics/bridges/", "/search?q=x", "/feeds/uk.atom",
    "/feeds/uk/world.atom", "/sitemap.xml", "/sitemaps/pages.xml", "/sitemaps/articles-1.xml", "/robots.txt",
    "/.well-known/security.txt",
]  # fmt: skip


@pytest.fixture
def addresses(story, no_limits_spent):
    story.bylines.add(Byline(author=Author.objects.create(name="Maya", slug="maya")))
    story.topics.add(Topic.objects.create(name="Bridges", slug="bridges"))
    story.save()
    return [story.address, *SHARED]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_a_shared_page_is_shown_to_no_method_but_reading(client, addresses, method):
    answers = {address: getattr(client, method)(address, **SAME).status_code for address in addresses}
    assert answers == dict.fromkeys(addresses, 405)


def test_all_of_them_are_there_to_be_read(client, addresses):
    assert {client.get(address).status_code for address in addresses} == {200}

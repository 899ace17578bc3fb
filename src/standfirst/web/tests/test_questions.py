"""How many questions a page asks the database when it is rendered; none of them grows with the archive."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from standfirst.newsroom.pictures.tasks import make_renditions
from standfirst.newsroom.pictures.testing import make_picture
from standfirst.newsroom.stories.cut import PictureBlock
from standfirst.newsroom.stories.models import Author, Byline, Topic
from standfirst.newsroom.stories.testing import make_story, nine_paragraphs

pytestmark = pytest.mark.django_db


def full_story(world, number=0):
    """A story with everything that a page shows: two pictures, two authors, a topic."""
    pictures = [make_picture(caption="The quay", credit="PA") for _each in range(2)]
    for picture in pictures:
        make_renditions.func(picture.pk)
    second = PictureBlock(pictures[1].pk, "", "", "")
    blocks = [*nine_paragraphs()[:3], second, *nine_paragraphs()[3:]]
    story = make_story(section=world, title=f"Story {number}", blocks=blocks, lead_picture=pictures[0])
    for name in ("maya", "tom"):
        author, _made = Author.objects.get_or_create(slug=name, defaults={"name": name.title()})
        story.bylines.add(Byline(author=author))
    story.topics.add(Topic.objects.get_or_create(slug="bridges", defaults={"name": "Bridges"})[0])
    story.save_revision().publish()
    return story


def questions(client, address):
    client.get(address)  # what a process reads once, it has read
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked), [query["sql"] for query in asked]


def test_an_article_asks_at_most_twelve(client, world, us):
    story = full_story(world)
    for edition in ("uk", "us"):
        client.cookies["edition"] = edition
        number, asked = questions(client, story.address)
        assert number <= 12, "\n".join(asked)


@pytest.mark.parametrize("address", ["/uk/", "/world/", "/authors/maya/", "/topics/bridges/", None])
def test_no_page_asks_more_because_the_archive_is_larger(client, world, us, address):
    first = full_story(world)
    before, _asked = questions(client, address or first.address)
    for number in range(6):
        make_story(section=world, title=f"More {number}")
    after, asked = questions(client, address or first.address)
    assert after <= max(before, 12), "\n".join(asked)

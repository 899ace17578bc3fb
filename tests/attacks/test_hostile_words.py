"""HTML in every field that is shown somewhere is shown as what it is: words."""

import pytest
from django.test import Client

from standfirst.forum.testing import make_comment
from standfirst.newsroom.pictures.actions import add_picture
from standfirst.newsroom.pictures.metadata import PictureWords
from standfirst.newsroom.pictures.tasks import make_renditions
from standfirst.newsroom.pictures.testing import picture_bytes, upload
from standfirst.newsroom.stories.cut import Heading, ListBlock, Paragraph, PictureBlock, Quote
from standfirst.newsroom.stories.models import Author, Byline, Topic
from standfirst.newsroom.stories.testing import make_story
from standfirst.readers.testing import make_reader
from standfirst.web.canary import addresses
from standfirst.web.canary.routes import filled

pytestmark = pytest.mark.django_db


def evil(place):
    """Breaks out of a text, an attribute, a script and a comment, wherever it is not escaped."""
    return f"""</title></script>--><xevil-{place} a="'>{{{{7*7}}}}"""


@pytest.fixture
def hostile(world, uk, us):
    """A paper in which every field that takes words holds HTML; an edition's name in the switch of every page too."""
    eve = make_reader("Eve", about=evil("about"))
    type(eve).objects.filter(pk=eve.pk).update(name=evil("name"))
    eve.refresh_from_db()
    picture = add_picture(
        file=upload(picture_bytes(400, 300), "harbour.jpg"),
        words=PictureWords(
            title=evil("title"), alt=evil("alt"), caption=evil("caption"), credit=evil("credit")
        ),
    )
    make_renditions.func(picture.pk)
    blocks = [
        Paragraph(f"Plain. {evil('paragraph')}"), Heading(evil("heading")), Quote(evil("quote"), evil("speaker")),
        PictureBlock(picture.pk, "", evil("caption-in-body"), ""), ListBlock((evil("item"),)),
        *(Paragraph(f"Paragraph {number}.") for number in range(6)),
    ]  # fmt: skip
    story = make_story(
        section=world, title=evil("headline"), blocks=blocks, label=evil("label")[:40], wall="open",
        standfirst=evil("standfirst"), source=evil("source"), copyright_notice=evil("copyright"), slug="evil",
        lead_picture=picture,
    )  # fmt: skip
    author = Author.objects.create(
        name=evil("author"), slug="evil", role=evil("role"), about=evil("author-about")
    )
    Byline.objects.create(article=story, author=author)
    topic = Topic.objects.create(name=evil("topic"), slug="evil")
    story.topics.add(topic)
    story.save_revision().publish()
    comment = make_comment(story, eve, evil("comment"))
    us.name = evil("edition")
    us.save()
    return {
        "story": story.address, "number": str(story.pk), "revision": str(story.latest_revision_id), "handle": "eve",
        "comment": str(comment.pk), "section": "world", "edition": "uk", "author": "evil", "topic": "evil",
    }  # fmt: skip


SHOWN = (
    "name", "about", "alt", "caption", "credit", "heading", "quote", "speaker", "caption-in-body", "headline",
    "standfirst", "copyright", "author", "role", "author-about", "topic", "comment", "edition",
)  # fmt: skip


def test_no_field_becomes_markup_anywhere(hostile, ben, ada):
    found = {}
    for templates in addresses.ADDRESSES.values():
        found.update(filled(templates, [hostile]))
    searched = "/search?q=%3C/script%3E%3Cxevil-search%20a=%22%27%3E"
    broken, pages = [], []
    for reader in (None, ben, ada):
        browser = Client(raise_request_exception=False)
        if reader is not None:
            browser.force_login(reader)
        for address in [*found, searched, "/newsroom/", "/newsroom/forum/", "/account/%3Cxevil-path%3E"]:
            answer = browser.get(address)
            page = answer.content.decode("utf-8", "replace")
            pages.append(page)
            is_markup = answer.get("Content-Type", "").partition(";")[0] not in {
                "application/json",
                "text/plain",
            }
            if answer.status_code >= 500 or (is_markup and "<xevil" in page.lower()):
                broken.append((address, answer.status_code, page[max(0, page.find("<xevil") - 60) :][:120]))
    assert broken == []
    everything = "\n".join(pages)
    assert "7*7" in everything  # and no template ran: a 49 in its place
    unseen = [place for place in SHOWN if f"xevil-{place} " not in everything.replace("&#x27;", "'")]
    assert unseen == [], "these fields are shown nowhere, so nothing was tried"

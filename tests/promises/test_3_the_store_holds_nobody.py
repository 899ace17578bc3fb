"""Promise 3, seen from the store: walked by one reader, by another and by a stranger, it holds nobody's bytes."""

import asyncio
import re

import pytest
from django.test import Client

from standfirst.access.passes import FRESH_FOR, Pass, new_tag, sign
from standfirst.access.rules import VisitorClass
from standfirst.delivery.testing import fetch
from standfirst.forum.testing import make_comment
from standfirst.newsroom.stories.models import Author, Byline, StandingPage, Topic
from standfirst.newsroom.stories.testing import make_story
from standfirst.readers.testing import make_reader
from standfirst.web.canary.addresses import ADDRESSES
from standfirst.web.visits import pass_keys
from tests.in_process import front_in_this_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def names(story, us, world, ben):
    """What the table of addresses asks for."""
    author = Author.objects.create(name="Maya Okafor", slug="maya-okafor")
    Byline.objects.create(article=story, author=author)
    story.topics.add(Topic.objects.create(name="Bridges", slug="bridges"))
    story.save_revision().publish()
    down, draft = (make_story(section=world, title=title) for title in ("Taken down", "Draft"))
    down.unpublish()
    draft.unpublish()
    if not StandingPage.objects.filter(slug="about").exists():
        world.get_parent().add_child(instance=StandingPage(title="About", slug="about", text="About us."))
    return {
        "story": story.address, "number": str(story.number), "revision": str(story.latest_revision_id),
        "comment": str(make_comment(story, ben, "I took the ferry for years.").pk), "handle": ben.handle,
        "section": world.slug, "author": author.slug, "topic": "bridges", "taken_down": down.address,
        "draft": draft.address, "standing": "about",
    }  # fmt: skip


class Known(dict):
    """Tables grow: a name that is not known here is a place where nothing stands."""

    def __missing__(self, key):
        return f"no-{key}"


def cookies_of(reader):
    """All that a signed-in reader's browser sends."""
    client = Client()
    client.force_login(reader)
    granted = Pass(VisitorClass.REGISTERED, new_tag(), fresh=2**31 - FRESH_FOR, end=2**31)
    text = sign(granted, next(iter(pass_keys().values())))
    return {"session": client.cookies["session"].value, "pass": text, "reader": "1", "csrf": "a" * 32}


def walked_by(cookies, names, agent):
    """A Front that one visitor has walked from end to end."""
    front = front_in_this_thread()

    async def walk():
        for templates in ADDRESSES.values():
            for template in templates:
                address = template.format_map(Known(names))
                sent = (
                    {"cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
                    if cookies
                    else {}
                )
                await fetch(front, address, user_agent=agent, referer=f"https://{agent}.example/", **sent)

    asyncio.run(walk())
    return front


def copies_in(front):
    """Address and what a copy varies by → the copy."""
    shelves = (front.store._plain, front.store._asked)
    return {
        (address, tuple(sorted(copy.varies)), copy.variant if "visitor" in copy.varies else None): copy
        for shelf in shelves
        for address, page in shelf.pages.items()
        for copy in page.copies()
    }


@pytest.fixture
def three(names, monkeypatch):
    """What the store holds after one reader, after another, and after a stranger."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    xaver, yolanda = make_reader("Xaver Quillfeather"), make_reader("Yolanda Zindermann")
    sent = [cookies_of(xaver), cookies_of(yolanda), {}]
    fronts = [walked_by(cookies, names, f"agent{number}") for number, cookies in enumerate(sent)]
    personal = [b"xaver", b"yolanda", b"quillfeather", b"zindermann", b"agent0", b"agent1", b"agent2"]
    personal += [value.encode() for cookies in sent for name, value in cookies.items() if name != "reader"]
    return [copies_in(front) for front in fronts], personal


def test_no_copy_sets_a_cookie_or_holds_a_byte_of_whoever_asked_for_it(three):
    stores, personal = three
    for store in stores:
        assert len(store) > 20
        for mark, copy in store.items():
            for face in copy.faces[:1]:
                wire = (face.head + face.content).lower()
                assert b"set-cookie" not in wire, mark
                assert not [told for told in personal if told.lower() in wire], mark
                assert b"csrfmiddlewaretoken" not in wire, mark


def test_one_reader_leaves_the_bytes_that_another_leaves(three):
    (xavers, yolandas, _), _ = three
    assert xavers.keys() == yolandas.keys()
    different = [mark for mark in xavers if bytes_of(xavers[mark]) != bytes_of(yolandas[mark])]
    assert different == []


def test_a_stranger_leaves_the_same_bytes_wherever_a_page_makes_no_difference(three):
    (xavers, _, strangers), _ = three
    common = [mark for mark in strangers if mark[2] is None and mark in xavers]
    assert len(common) > 15
    assert [mark for mark in common if bytes_of(xavers[mark]) != bytes_of(strangers[mark])] == []


def bytes_of(copy):
    """The page, but for moments that a feed or a sitemap prints."""
    return re.sub(rb"\d{4}-\d\d-\d\dT[\d:.+Z]+", b"", copy.faces[0].content)

"""Promise 1: one decision says how much of an article a visitor gets, and nothing goes round it."""

import pytest

from standfirst.forum.testing import make_comment
from standfirst.newsroom.stories.cut import Heading, ListBlock, Paragraph, Quote
from standfirst.newsroom.stories.testing import make_story
from tests.canary import addresses
from tests.canary.walker import Walk

CANARY = "xanthocanary"
LEAK = "_/leak/<int:number>"

pytestmark = pytest.mark.django_db


@pytest.fixture
def walled(world, us, de):
    """A story whose every kind of block sings below the cut, behind a wall in all editions."""
    lead = [Paragraph(f"Paragraph {number}.") for number in range(1, 5)]
    below = [
        Paragraph(f"Paragraph 5, {CANARY}."),
        Heading(f"Heading {CANARY}"),
        Quote(f"Said {CANARY}", f"Speaker {CANARY}"),
        ListBlock((f"Item {CANARY}", "another"), ordered=True),
        Paragraph("The last."),
    ]
    return make_story(
        section=world, blocks=lead + below, wall="registered:3", desk_note=f"For the desk: {CANARY}"
    )


@pytest.fixture
def walk(walled, world, ben):
    from standfirst.newsroom.stories.models import Author, Byline, StandingPage, Topic

    author = Author.objects.create(name="Maya Okafor", slug="maya-okafor")
    Byline.objects.create(article=walled, author=author)
    topic = Topic.objects.create(name="Bridges", slug="bridges")
    walled.topics.add(topic)
    walled.save_revision().publish()
    down = make_story(section=world, title="Taken down", blocks=[Paragraph(CANARY)])
    down.unpublish()
    draft = make_story(section=world, title="Draft", blocks=[Paragraph(CANARY)], first_published_at=None)
    draft.unpublish()
    if not StandingPage.objects.filter(slug="about").exists():
        world.get_parent().add_child(instance=StandingPage(title="About", slug="about", text="About us."))
    names = {
        "story": walled.address,
        "number": str(walled.number),
        "revision": str(walled.latest_revision_id),
        "comment": str(make_comment(walled, ben, "I took the ferry for years.").pk),
        "handle": ben.handle,
        "section": world.slug,
        "author": author.slug,
        "topic": topic.slug,
        "taken_down": down.address,
        "draft": draft.address,
        "standing": "about",
    }
    return Walk(CANARY, names)


@pytest.mark.slow
def test_a_walk_of_every_address_and_format_finds_no_word_from_below_the_cut(walk):
    assert walk.everything() == []
    assert walk.visited > 500


def test_a_view_that_reads_past_the_doors_makes_the_walk_fail(walk, settings, monkeypatch):
    settings.ROOT_URLCONF = "tests.canary.urls_that_leak"
    monkeypatch.setattr(addresses, "ADDRESSES", {LEAK: ("/_/leak/{number}",)})
    monkeypatch.setattr(addresses, "FAMILIES", ())
    assert any("the canary sings" in problem for problem in walk.everything())


def test_a_route_that_nobody_can_visit_makes_the_walk_fail(walk, settings, monkeypatch):
    settings.ROOT_URLCONF = "tests.canary.urls_that_leak"
    monkeypatch.setattr(addresses, "FAMILIES", ("",))
    monkeypatch.setattr(Walk, "_visit_family", lambda *_: None)
    assert walk.everything() == []
    monkeypatch.setattr(addresses, "FAMILIES", ())
    assert any(LEAK in problem for problem in walk.everything())


def test_an_address_that_leads_nowhere_makes_the_walk_fail(walk, monkeypatch):
    monkeypatch.setattr(addresses, "FAMILIES", ())
    monkeypatch.setattr(addresses, "ADDRESSES", {"_/me": ("/_/no-such-address",)})
    assert "/_/no-such-address does not lead to the route “_/me”" in walk.everything()


def test_the_whole_story_is_there_for_a_reader_who_holds_a_pass(walled, uk):
    """The walk would be green for a paper that prints nothing: the canary must sing somewhere."""
    from standfirst.access.rules import Visitor, VisitorClass
    from standfirst.newsroom.stories.reading import decision_for, read_article

    decision = decision_for(walled, home=uk, visitor=Visitor(VisitorClass.REGISTERED))
    view = read_article(walled, edition=uk, decision=decision)
    assert CANARY in str(view.blocks)

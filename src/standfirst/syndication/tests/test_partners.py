"""Partners: what a key opens, and what it does not."""

import json
from xml.etree import ElementTree as ET

import pytest

from standfirst.newsroom.stories.actions import make_section
from standfirst.newsroom.stories.cut import ListBlock, Paragraph, Quote
from standfirst.newsroom.stories.testing import CANARY, make_story
from standfirst.syndication.models import Partner
from standfirst.syndication.testing import Asking, agreed
from standfirst.web.command import main

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"


def test_a_partner_gets_whole_stories_in_an_atom_feed(wire, story):
    feed = ET.fromstring(wire.get().content)
    assert CANARY in feed.find(f"{ATOM}entry/{ATOM}content").text
    assert feed.find(f"{ATOM}entry/{ATOM}link").attrib["href"] == f"http://localhost{story.address}"


def test_and_in_rss(wire):
    feed = ET.fromstring(wire.get("feed.rss").content)
    assert CANARY in feed.find("channel/item").find(ENCODED).text


def test_and_as_json_feed(wire):
    feed = wire.get("feed.json").json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert CANARY in feed["items"][0]["content_html"]


def test_and_one_by_one(wire, story):
    said = wire.get(f"articles/{story.number}.json").json()
    assert (said["number"], said["headline"], said["edition"]) == (story.number, story.headline, "uk")
    assert CANARY in said["body_html"]
    assert said["access"] == {
        "extent": "whole", "reason": "the partner's agreement is for whole stories", "paragraphs_left": 0,
    }  # fmt: skip


@pytest.mark.parametrize("what", ["feed.atom", "feed.rss", "feed.json"])
def test_an_agreement_for_leads_gives_no_more_even_of_an_open_story(client, story, uk, what):
    wire = Asking(client, *agreed(uk, gets="lead"))
    type(story).objects.filter(pk=story.pk).update(wall="open")
    text = wire.get(what).content.decode()
    assert "Paragraph 3 of the story" in text
    assert "Paragraph 4 of the story" not in text


def test_a_wall_that_cannot_be_read_lets_no_body_out_to_partners_either(wire, story):
    type(story).objects.filter(pk=story.pk).update(wall="nonsense")
    said = wire.get(f"articles/{story.number}.json").json()
    assert (said["body_html"], said["access"]["extent"]) == ("", "nothing")


def test_the_body_is_told_in_its_order_and_a_list_counts_on_at_the_wall(wire, world):
    items = ListBlock(tuple(f"Item {n}" for n in range(1, 6)), ordered=True)
    story = make_story(section=world, title="Lists", blocks=[Paragraph("One."), items, Quote("A < B", "Ann")])
    html = wire.get(f"articles/{story.number}.json").json()["body_html"]
    assert '<ol start="3"><li>Item 3</li>' in html
    assert "<blockquote><p>A &lt; B</p><p>Ann</p></blockquote>" in html


# ── What no key opens ───────────────────────────────────────────────────────────────────────────────────────────────


def test_an_edition_a_section_and_a_format_outside_the_agreement_are_refused(client, story, uk, us, world):
    make_section(title="Sport", slug="sport")
    wire = Asking(client, *agreed(uk, formats=["atom"], sections=[world]))
    assert wire.get("feeds/uk/world.atom").status_code == 200
    for what in ("feeds/us.atom", "feeds/uk/sport.atom", "feeds/uk/nothing.atom", "feed.json"):
        assert wire.get(what).status_code == 403, what
    assert wire.get(f"articles/{story.number}.json").status_code == 403


def test_stories_of_other_sections_and_editions_are_not_there(client, uk, us, world):
    sport = make_story(section=make_section(title="Sport", slug="sport"), title="A match")
    american = make_story(section=world, title="Theirs")
    american.editions.add(us)
    american.save()
    wire = Asking(client, *agreed(uk, sections=[world]))
    for hidden in (sport, american):
        assert wire.get(f"articles/{hidden.number}.json").status_code == 404
        assert hidden.headline not in wire.get().content.decode()


def test_an_agencys_stories_are_not_ours_to_pass_on(wire, world, client, uk):
    theirs = make_story(section=world, title="From an agency", source="Harbour Wire")
    assert theirs.headline not in wire.get().content.decode()
    assert wire.get(f"articles/{theirs.number}.json").status_code == 404
    other = Asking(client, *agreed(uk, name="Owner of rights", with_agencies=True))
    assert theirs.headline in other.get().content.decode()


def test_what_is_not_published_is_not_there(wire, world):
    draft = make_story(section=world, title="Taken down")
    draft.unpublish()
    assert wire.get(f"articles/{draft.number}.json").status_code == 404
    assert wire.get("articles/999999999999999999.json").status_code == 404


# ── The command ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_partner_is_made_listed_and_revoked_by_a_command(client, story, capsys):
    assert main(["partner", "add", "South", "--edition", "uk", "--section", "world", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert CANARY in client.get(f"/partners/{said['key']}/feed.atom").content.decode()
    assert main(["partner", "list"]) == 0
    listed = capsys.readouterr().out
    assert ("South: whole, 1 requests" in listed, said["key"] in listed) == (True, False)
    assert main(["partner", "revoke", "South"]) == 0
    assert client.get(f"/partners/{said['key']}/feed.atom").status_code == 403


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["add", "South"], "at least one edition"),
        (["add", "South", "--edition", "mars"], "no edition “mars”"),
        (["add", "South", "--edition", "uk", "--format", "pdf"], "at least one of"),
        (["add", "South", "--edition", "uk", "--per-day", "0"], "1"),
        (["revoke", "Nobody"], "no partner “Nobody”"),
        (["newkey"], "say which"),
    ],
)
def test_what_cannot_be_is_said_in_a_line(uk, capsys, arguments, words):
    assert main(["partner", *arguments]) == 1
    assert words in capsys.readouterr().err
    assert not Partner.objects.exists()

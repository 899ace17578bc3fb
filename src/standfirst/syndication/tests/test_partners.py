"""Partners: what a key opens, where it may stand, how it ends; and whoever has none gets words."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import median
from time import perf_counter
from xml.etree import ElementTree as ET

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from standfirst.newsroom.stories.actions import make_section
from standfirst.newsroom.stories.cut import ListBlock, Paragraph, Quote
from standfirst.newsroom.stories.testing import CANARY, make_story
from standfirst.syndication import partner_keys, partners
from standfirst.syndication.models import Partner, PartnerUse
from standfirst.syndication.partners import Agreement, give_new_key, make_partner, revoke, sweep_uses
from standfirst.web.command import main
from standfirst.web.personal import is_personal

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"


@dataclass
class Asking:
    """A partner with the client it asks with."""

    client: object
    partner: Partner
    key: str

    def get(self, what="feed.atom", **headers):
        return self.client.get(f"/partners/{self.key}/{what}", headers=headers)


def agreed(*editions, formats=tuple(Partner.Format.values), sections=(), name="Northern Wire", **fields):
    return make_partner(agreement=Agreement(editions, formats, sections), name=name, **fields)


@pytest.fixture
def wire(client, story, uk, settings):
    settings.SYNDICATION_LIMITS = {"wrong_key": "500/m/ip"}
    return Asking(client, *agreed(uk))


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


# ── Where a key may stand ───────────────────────────────────────────────────────────────────────────────────────────


def test_a_key_in_the_header_is_as_good(wire, client):
    answer = client.get("/partners/feed.atom", headers={"Authorization": f"Bearer {wire.key}"})
    assert CANARY in answer.content.decode()


@pytest.mark.parametrize("name", ["key", "anything", "token"])
def test_a_key_in_a_query_is_refused_and_counts_as_seen(wire, client, name):
    answer = client.get("/partners/feed.atom", {name: wire.key})
    assert (answer.status_code, CANARY in answer.content.decode()) == (400, False)
    assert "never stands in a query" in answer.content.decode()
    wire.partner.refresh_from_db()
    assert wire.partner.seen_in_query_at is not None
    assert ModelLogEntry.objects.filter(action=partners.LEAKED).exists()


def test_two_different_keys_are_one_too_many(wire, client):
    answer = wire.get(Authorization="Bearer sfp_0123456789_" + "x" * 43)
    assert answer.status_code == 400


def test_a_cookie_is_no_place_for_a_key(wire, client):
    client.cookies["key"] = wire.key
    assert client.get("/partners/feed.atom").status_code == 401


@pytest.mark.parametrize(
    "key", ["", "guess/", "sfp_0123456789_" + "x" * 43 + "/", "sfp_" + "0" * 190 + "/", "%20/", "..%2f/"]
)
def test_whoever_has_no_key_gets_words_and_no_story(client, story, key):
    for what in ("feed.atom", "feeds/uk.rss", f"articles/{story.number}.json"):
        answer = client.get(f"/partners/{key}{what}")
        assert answer.status_code in {401, 404}
        assert "Bridge" not in answer.content.decode()


def test_the_answer_to_a_wrong_key_says_how_one_is_sent(client, uk):
    answer = client.get("/partners/feed.atom")
    assert answer["WWW-Authenticate"] == 'Bearer realm="partners"'


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


# ── How a key ends ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_revoked_key_is_worth_nothing_with_the_very_next_request(wire):
    assert wire.get().status_code == 200
    revoke(partner=wire.partner)
    answer = wire.get()
    assert (answer.status_code, "revoked" in answer.content.decode()) == (403, True)


def test_a_new_key_ends_the_old_one(wire):
    old, wire.key = wire.key, give_new_key(partner=wire.partner)
    assert wire.get().status_code == 200
    wire.key = old
    assert wire.get().status_code == 401


def test_an_agreement_ends_with_its_last_day(wire):
    today = datetime.now(UTC).date()
    Partner.objects.update(last_day=today)
    assert wire.get().status_code == 200
    Partner.objects.update(last_day=today - timedelta(days=1))
    assert wire.get().status_code == 403


def test_more_than_was_agreed_is_refused_with_the_time_to_come_back(client, story, uk):
    wire = Asking(client, *agreed(uk, per_minute=2))
    assert [wire.get().status_code for _ in range(3)] == [200, 200, 429]
    assert 1 <= int(wire.get()["Retry-After"]) <= 61
    PartnerUse.objects.update(at=timezone.now() - timedelta(minutes=2))
    assert wire.get().status_code == 200


def test_a_day_has_a_limit_of_its_own(client, story, uk):
    wire = Asking(client, *agreed(uk, per_day=1))
    wire.get()
    PartnerUse.objects.update(at=timezone.now() - timedelta(hours=23))
    assert wire.get().status_code == 429


def test_a_network_that_guesses_is_held_back_and_the_right_key_is_not(client, story, uk, settings):
    settings.SYNDICATION_LIMITS = {"wrong_key": "3/m/ip"}
    wire = Asking(client, *agreed(uk))
    said = [client.get("/partners/guess/feed.atom").status_code for _ in range(5)]
    assert (said[:3], said[4]) == ([401] * 3, 429)
    assert wire.get().status_code == 200


# ── What is kept ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_request_is_noted_without_the_key(wire):
    wire.get("feeds/uk/world.atom")
    wire.get("feeds/us.atom")
    uses = list(PartnerUse.objects.order_by("at").values_list("asked", "status"))
    assert uses == [("/partners/feeds/uk/world.atom", 200), ("/partners/feeds/us.atom", 403)]


def test_the_secret_is_kept_nowhere(wire):
    wire.get()
    secret = partner_keys.parse_key(wire.key).secret
    kept = [
        *Partner.objects.values(),
        *PartnerUse.objects.values(),
        *ModelLogEntry.objects.values("data", "label"),
    ]
    assert secret not in str(kept)


def test_making_changing_and_revoking_are_on_record(wire):
    give_new_key(partner=wire.partner)
    revoke(partner=wire.partner)
    acts = set(ModelLogEntry.objects.values_list("action", flat=True))
    assert {partners.MADE, partners.NEW_KEY, partners.REVOKED} <= acts


def test_old_requests_are_forgotten(wire):
    wire.get()
    PartnerUse.objects.update(at=timezone.now() - timedelta(days=91))
    sweep_uses()
    assert not PartnerUse.objects.exists()


def test_no_answer_is_stored_or_found_by_an_engine(wire, client):
    answer = wire.get()
    assert answer["Cache-Control"] == "private, no-store"
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "Standfirst-Keys" not in answer
    assert is_personal("/partners/x/feed.atom")
    assert "Disallow: /partners/" in client.get("/robots.txt").content.decode()


def test_who_asks_again_is_told_that_nothing_changed(wire):
    etag = wire.get()["ETag"]
    again = wire.get(**{"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")


def test_the_feed_does_not_tell_its_own_key(wire):
    for what in ("feed.atom", "feed.rss", "feed.json"):
        assert wire.key not in wire.get(what).content.decode()


def test_a_key_that_is_half_right_is_refused_no_later_than_one_that_is_all_wrong(wire, client):
    right = partner_keys.parse_key(wire.key)
    half = f"sfp_{right.name}_{'x' * 43}"
    none = f"sfp_{'0' * 10}_{'x' * 43}"

    def took(key):
        began = perf_counter()
        assert client.get(f"/partners/{key}/feed.atom").status_code == 401
        return perf_counter() - began

    times = [(took(half), took(none)) for _ in range(15)]
    one, other = (median(column) for column in zip(*times, strict=True))
    assert abs(one - other) < max(
        one, other
    )  # the same work; a database's noise is larger than the comparison


def test_a_feed_does_not_ask_for_each_of_its_stories(wire, world, django_assert_max_num_queries):
    for number in range(8):
        make_story(section=world, title=f"Story {number}")
    with django_assert_max_num_queries(22):
        wire.get()


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

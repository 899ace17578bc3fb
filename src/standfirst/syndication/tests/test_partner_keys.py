"""A partner's key: where it may stand, how it ends, what is kept of it; and whoever has none gets words."""

from datetime import UTC, datetime, timedelta
from statistics import median
from time import perf_counter

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from standfirst.newsroom.stories.testing import CANARY, make_story
from standfirst.syndication import partner_keys, partners
from standfirst.syndication.models import Partner, PartnerUse
from standfirst.syndication.partners import give_new_key, revoke, sweep_uses
from standfirst.syndication.testing import Asking, agreed
from standfirst.web.personal import is_personal

pytestmark = pytest.mark.django_db


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

"""Reading on where a meter counts: an act that is counted once, and a page that says how many are left."""

import re
import time

import pytest
from django.test import Client

from standfirst.access.meter_cookies import MeterCookie, sign
from standfirst.access.meters import today
from standfirst.editions.testing import make_edition
from standfirst.newsroom.stories.cut import Paragraph
from standfirst.newsroom.stories.testing import CANARY, make_story
from standfirst.readers.reading import ReadOn
from standfirst.web.visits import meter_in, pass_keys

from .flow import SAME, join

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits_spent")]

JSON = {"HTTP_ACCEPT": "application/json", **SAME}


@pytest.fixture
def stories(world):
    """Four stories behind a meter: two for strangers, another two for the registered."""
    wall = {"wall": "metered:3:2/30:2/30"}
    return [make_story(section=world, title=f"Story {n}", **wall) for n in range(1, 5)]


def read_on(client, story, **headers):
    return client.post(f"/_/read-on/{story.number}", **{**SAME, **headers})


def page(client, story):
    return client.get(story.address).content.decode()


def button(client, story):
    found = re.search(r'id="read-on".*?<button[^>]*>(.*?)</button>', page(client, story), re.DOTALL)
    return found and found[1]


def test_a_get_spends_nothing_however_often(client, stories):
    for _ in range(3):
        assert button(client, stories[0]) == "Read on. 2 of 2 left"
    assert CANARY not in page(client, stories[0])
    assert not client.cookies


def test_reading_on_comes_back_to_the_cut_where_the_rest_stands_now(client, stories):
    answer = read_on(client, stories[0])
    assert (answer.status_code, answer["Location"]) == (303, f"{stories[0].address}#below")
    shown = page(client, stories[0])
    assert CANARY in shown
    assert shown.index('id="below"') < shown.index(CANARY)


def test_the_same_story_is_counted_once_and_others_say_what_is_left(client, stories):
    for _ in range(3):
        read_on(client, stories[0])
    assert button(client, stories[1]) == "Read on. 1 of 2 left"
    assert CANARY not in page(client, stories[1])


def test_a_meter_that_has_run_out_opens_nothing_more_and_offers_to_register(client, stories):
    for story in stories[:2]:
        read_on(client, story)
    answer = read_on(client, stories[2])
    assert answer["Location"] == f"{stories[2].address}#cut"
    shown = page(client, stories[2])
    assert CANARY not in shown
    assert "You have read your 2 free articles" in shown
    assert "With a free account you read 2 more in 30 days." in shown
    assert CANARY in page(client, stories[0])


def test_a_script_is_told_how_many_are_left_and_when_there_are_none(client, stories):
    said = [read_on(client, story, **JSON) for story in stories[:3]]
    assert [(answer.status_code, answer.json()["said"]) for answer in said] == [
        (200, "1 of 2 left"), (200, "0 of 2 left"), (403, "0 of 2 left"),
    ]  # fmt: skip


def test_who_keeps_no_cookie_gets_the_lead(stories):
    for _ in range(2):
        client = Client()
        read_on(client, stories[0])
        client.cookies.clear()
        assert CANARY not in page(client, stories[0])


def test_a_registered_reader_gets_another_number_and_keeps_what_was_open(client, stories):
    read_on(client, stories[0])
    join(client)
    assert CANARY in page(client, stories[0])
    assert button(client, stories[1]) == "Read on. 2 of 2 left"
    for story in stories[1:3]:
        read_on(client, story)
    assert "You have read your 2 articles" in page(client, stories[3])
    assert read_on(client, stories[3], **JSON).status_code == 403


def test_deleting_cookies_gives_a_reader_nothing_new(client, client_b, stories):
    join(client)
    for story in stories[:2]:
        read_on(client, story)
    join(client_b)
    assert CANARY in page(client_b, stories[0])
    assert "You have read your 2 articles" in page(client_b, stories[2])
    del client_b.cookies["meter"]
    assert read_on(client_b, stories[2], **JSON).status_code == 403
    assert CANARY not in page(client_b, stories[2])
    assert ReadOn.objects.count() == 2


def test_signing_out_takes_the_readers_marks_back_and_leaves_the_strangers(client, stories):
    read_on(client, stories[0])
    join(client)
    read_on(client, stories[1])
    client.post("/account/logout/", **SAME)
    held = meter_in({name: cookie.value for name, cookie in client.cookies.items()})
    assert (set(held.stranger), set(held.reader), held.tag) == ({stories[0].number}, set(), "")
    assert CANARY not in page(client, stories[1])


def test_another_readers_meter_opens_nothing(client, client_b, stories):
    join(client, "ben@example.org")
    read_on(client, stories[0])
    join(client_b, "eve@example.org")
    client_b.cookies["meter"] = client.cookies["meter"].value
    assert CANARY not in page(client_b, stories[0])


@pytest.mark.parametrize("wall", ["registered:3", "metered:3:0/30:2/30", "nonsense"])
def test_a_wall_that_is_put_up_counts_at_once_for_what_was_read_on(client, stories, wall):
    read_on(client, stories[0])
    type(stories[0]).objects.filter(pk=stories[0].pk).update(wall=wall)
    shown = CANARY in page(client, stories[0])
    assert shown == wall.startswith("metered")  # what was counted stays open while a meter stands here
    assert read_on(client, stories[1]).status_code == 303


def test_a_meter_that_gets_smaller_counts_at_once(client, stories):
    read_on(client, stories[0])
    type(stories[0]).objects.update(wall="metered:3:1/30")
    assert read_on(client, stories[1], **JSON).status_code == 403


def test_an_open_wall_counts_nothing(client, world):
    story = make_story(section=world, title="Open", wall="open")
    assert read_on(client, story)["Location"] == f"{story.address}#below"
    assert "meter" not in {name for name, cookie in client.cookies.items() if cookie.value}


def test_the_meter_is_the_same_in_every_edition(client, stories, us):
    make_edition("us", wall="metered:3:2/30")
    read_on(client, stories[0])
    client.cookies["edition"] = "us"
    assert button(client, stories[1]) == "Read on. 1 of 2 left"


@pytest.mark.parametrize(
    "text",
    [
        sign(MeterCookie(stranger={1: 1}), b"another paper's key"),
        "m1.00000000.e30.AAAA",
        "x" * 5000,
    ],
)
def test_a_forged_meter_is_an_empty_one(client, stories, text):
    client.cookies["meter"] = text
    assert button(client, stories[0]) == "Read on. 2 of 2 left"


def test_an_old_cookie_played_again_opens_nothing_once_its_days_are_over(client, stories):
    old = MeterCookie(stranger={stories[0].number: today(time.time()) - 30})
    client.cookies["meter"] = sign(old, next(iter(pass_keys().values())))
    assert button(client, stories[0]) == "Read on. 2 of 2 left"


def test_another_site_can_spend_nothing(stories):
    client = Client(enforce_csrf_checks=True)
    answer = client.post(f"/_/read-on/{stories[0].number}", HTTP_SEC_FETCH_SITE="cross-site")
    assert (answer.status_code, "meter" in answer.cookies) == (403, False)


def test_reading_on_is_limited(client, stories, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "read_on": "1/10m/ip"}
    read_on(client, stories[0])
    assert read_on(client, stories[1]).status_code == 429


def test_nothing_is_read_on_where_nothing_is(client, stories):
    assert client.post("/_/read-on/999999", **SAME).status_code == 404
    assert client.get(f"/_/read-on/{stories[0].number}").status_code == 405
    stories[0].unpublish()
    assert read_on(client, stories[0]).status_code == 410


def test_machines_see_the_lead_of_a_metered_story(client, stories, uk):
    shown = page(client, stories[0])
    assert '"isAccessibleForFree": false' in shown.replace('":false', '": false')
    assert CANARY not in client.get("/feeds/uk.atom").content.decode()
    assert stories[0].address not in client.get(f"/search?q={CANARY}").content.decode()


def test_a_story_of_one_paragraph_is_read_on_too(client, world):
    story = make_story(section=world, title="Short", blocks=[Paragraph(CANARY)], wall="metered:3:2/30")
    assert CANARY not in page(client, story)
    read_on(client, story)
    assert CANARY in page(client, story)

"""Gifts: made by a reader, taken by a button, counted, ended, withdrawn; and their address is a secret."""

import logging
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from standfirst.access.rules import VisitorClass
from standfirst.delivery.models import BusMessage
from standfirst.editions.models import CodeDue
from standfirst.editions.testing import make_edition
from standfirst.newsroom.stories.testing import CANARY, make_story
from standfirst.readers import gifts
from standfirst.readers.personal_data import PERSONAL_DATA, forget_reader
from standfirst.readers.reading import Gift, TakenGift
from standfirst.web.logs import HideSecrets
from standfirst.web.visits import pass_in

from .flow import SAME, join

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits_spent")]


@pytest.fixture
def gift(story, ben):
    return gifts.give(giver=ben, article=story.number, most=10)


@pytest.fixture
def address(gift):
    return f"/gifts/{gifts.link_text(gift)}"


def take(client, address):
    return client.post(address, **SAME)


def reads(client, story):
    return CANARY in client.get(story.address).content.decode()


def pass_of(client):
    return pass_in({name: cookie.value for name, cookie in client.cookies.items()})


def test_a_reader_makes_a_link_and_a_stranger_reads_by_it(client, client_b, story):
    join(client)
    offered = client.get(story.address).content.decode()
    assert f'href="/account/give/{story.number}"' in offered
    client.post(f"/account/give/{story.number}", **SAME)
    page = client.get(f"/account/give/{story.number}").content.decode()
    link = re.search(r'value="[^"]*(/gifts/[^"]+)"', page)[1]
    answer = take(client_b, link)
    assert (answer.status_code, answer["Location"]) == (303, story.address)
    assert reads(client_b, story)
    assert "One has." in client.get(f"/account/give/{story.number}").content.decode()


def test_looking_at_a_gift_takes_nothing(client, address, story, gift):
    for method in (client.get, client.head):
        answer = method(address)
        assert answer.status_code == 200
        assert not answer.cookies
    page = client.get(address).content.decode()
    assert story.headline in page
    assert CANARY not in page
    assert gift.taken.count() == 0
    assert not reads(client, story)


def test_a_gift_opens_its_own_article_and_no_other(client, address, story, world):
    other = make_story(section=world, title="Another")
    take(client, address)
    assert (reads(client, story), reads(client, other)) == (True, False)


def test_who_takes_a_gift_twice_takes_it_once(client, address, gift):
    take(client, address)
    client.cookies["edition"] = "uk"
    take(client, address)
    assert gift.taken.count() == 1


def test_a_gift_is_taken_by_so_many_and_no_more(address, story, gift):
    for _ in range(gifts.MOST_TAKERS):
        assert take(Client(), address).status_code == 303
    late = Client()
    answer = take(late, address)
    assert answer.status_code == 410
    assert "As many people as it was for have opened it." in answer.content.decode()
    assert not reads(late, story)


def test_a_gift_that_has_ended_opens_nothing_more_and_says_so(client, address, story):
    Gift.objects.update(ends_at=timezone.now())
    assert client.get(address).status_code == take(client, address).status_code == 410
    assert not reads(client, story)


def test_a_gift_of_a_story_that_was_taken_down_is_gone(client, address, story):
    story.unpublish()
    answer = client.get(address)
    assert answer.status_code == take(client, address).status_code == 410
    assert "This story has been taken down" in answer.content.decode()


@pytest.mark.parametrize(
    "change",
    [
        lambda link: link[:-1] + ("A" if link[-1] != "A" else "B"),
        lambda link: "9" + link,
        lambda link: "x" * 900,
    ],
)
def test_a_link_that_was_not_signed_by_us_is_nothing(client, gift, change):
    assert client.get(f"/gifts/{change(gifts.link_text(gift))}").status_code == 404


def test_when_the_giver_is_shut_out_the_gift_is_withdrawn_at_once(client, address, story, ben):
    take(client, address)
    tag = pass_of(client).tag
    ben.is_active = False
    ben.save()
    assert BusMessage.objects.filter(kind=BusMessage.Kind.REVOKE, payload=[tag]).exists()
    assert client.get("/_/pass").cookies["pass"].value == ""
    assert not reads(client, story)
    assert "Whoever gave it has no account any more." in client.get(address).content.decode()


def test_when_the_giver_is_erased_so_is_what_was_given(client, address, story, ben):
    take(client, address)
    tag = pass_of(client).tag
    mine = [keeper for keeper in PERSONAL_DATA if keeper.model is Gift]
    assert [row["article"] for keeper in mine for row in keeper.export(ben)] == [story.number]
    forget_reader(ben, erases_comments=True)
    assert BusMessage.objects.filter(kind=BusMessage.Kind.REVOKE, payload=[tag]).exists()
    assert not TakenGift.objects.exists()
    assert client.get(address).status_code == 404


def test_a_strangers_pass_is_renewed_as_long_as_the_gift_is_open(client, address, story):
    take(client, address)
    before = pass_of(client)
    assert client.get("/_/pass").status_code == 204
    after = pass_of(client)
    assert (after.tag, after.granted, after.visitor_class) == (
        before.tag,
        {story.number},
        before.visitor_class,
    )
    TakenGift.objects.update(ends_at=timezone.now() - timedelta(seconds=1))
    client.get("/_/pass")
    assert not reads(client, story)


def test_a_stranger_who_was_given_something_is_not_said_to_be_signed_in(client, address):
    take(client, address)
    assert "reader" not in client.cookies


def test_two_gifts_stand_in_one_pass(client, address, story, world, ben):
    other = make_story(section=world, title="Another")
    second = gifts.give(giver=ben, article=other.number, most=10)
    take(client, address)
    take(client, f"/gifts/{gifts.link_text(second)}")
    assert reads(client, story)
    assert reads(client, other)
    assert pass_of(client).granted == {story.number, other.number}


def test_what_a_stranger_was_given_is_the_readers_after_signing_in(client, client_b, address, story):
    type(story).objects.filter(pk=story.pk).update(wall="metered:3:0/30:0/30")
    take(client, address)
    join(client)
    assert reads(client, story)
    join(client_b)
    assert reads(client_b, story)


def test_a_reader_whose_meter_has_run_out_takes_a_gift(client, address, story):
    type(story).objects.filter(pk=story.pk).update(wall="metered:3:0/30:0/30")
    join(client)
    assert not reads(client, story)
    take(client, address)
    assert reads(client, story)


def test_who_may_read_already_takes_nothing(client, address, gift, story):
    join(client)
    assert take(client, address)["Location"] == story.address
    assert gift.taken.count() == 0


def test_a_reader_gives_as_many_as_the_edition_says(client, uk, story, world):
    make_edition("uk", gifts=1)
    other = make_story(section=world, title="Another")
    join(client)
    for number in (story.number, story.number, other.number):
        client.post(f"/account/give/{number}", **SAME)
    assert list(Gift.objects.values_list("article", flat=True)) == [story.number]
    assert "You have given as many" in client.get(f"/account/give/{other.number}").content.decode()


def test_where_gifts_are_switched_off_nobody_gives_and_none_is_read(client, client_b, address, story):
    take(client, address)
    make_edition("uk", gifts=0)
    assert not reads(client, story)
    assert take(client_b, address).status_code == 410
    join(client_b, "eve@example.org")
    assert "/account/give/" not in client_b.get(story.address).content.decode()
    client_b.post(f"/account/give/{story.number}", **SAME)
    assert Gift.objects.count() == 1


def test_what_one_may_not_read_oneself_or_everybody_may_is_not_given(client, story, world):
    type(story).objects.filter(pk=story.pk).update(wall="metered:3:0/30:0/30")
    opened = make_story(section=world, title="Open", wall="open")
    join(client)
    for number in (story.number, opened.number):
        client.post(f"/account/give/{number}", **SAME)
    assert not Gift.objects.exists()


def test_strangers_give_nothing(client, story):
    assert client.post(f"/account/give/{story.number}", **SAME).status_code == 302
    assert "/account/give/" not in client.get(story.address).content.decode()


def test_another_site_takes_nothing(address, gift):
    client = Client(enforce_csrf_checks=True)
    assert client.post(address, HTTP_SEC_FETCH_SITE="cross-site").status_code == 403
    assert gift.taken.count() == 0


def test_the_address_goes_into_no_index_referrer_or_store(client, address):
    for answer in (client.get(address), take(client, address), client.get("/gifts/nonsense")):
        assert answer["X-Robots-Tag"].startswith("noindex")
        assert answer["Referrer-Policy"] == "strict-origin"
        assert "no-store" in answer["Cache-Control"]


def test_the_address_goes_into_no_log(address):
    record = logging.LogRecord(
        "django.request", logging.ERROR, "", 0, "Internal Server Error: %s", (address,), None
    )
    HideSecrets().filter(record)
    assert record.getMessage() == "Internal Server Error: /gifts/…"


def test_the_sweep_forgets_what_has_ended_and_nothing_else(client, address, ben, story):
    take(client, address)
    gifts.sweep_gifts()
    assert (Gift.objects.count(), TakenGift.objects.count()) == (1, 1)
    long_ago = timezone.now() - timedelta(days=60)
    TakenGift.objects.update(ends_at=long_ago)
    Gift.objects.update(ends_at=long_ago, made_at=long_ago)
    gifts.sweep_gifts()
    assert (Gift.objects.count(), TakenGift.objects.count()) == (0, 0)


def test_a_gift_is_kept_when_somebody_reads_first_and_proves_later(client, address, story, world, ben):
    make_edition("uk", code_due=CodeDue.LATER)
    type(story).objects.filter(pk=story.pk).update(wall="metered:3:0/30:0/30")
    other = make_story(section=world, title="Another", wall="metered:3:0/30:0/30")
    take(client, address)
    client.post("/account/join/", {"email": "new@example.org", "next": "/"}, **SAME)
    assert pass_of(client).visitor_class is VisitorClass.REGISTERED
    assert reads(client, story)
    take(client, f"/gifts/{gifts.link_text(gifts.give(giver=ben, article=other.number, most=10))}")
    assert reads(client, other)
    assert reads(client, story)

"""Followers who are let in one by one, and who sees whom one follows and who follows one."""

import pytest

from standfirst.readers import relating
from standfirst.readers.models import Follow, FollowRequest, Reader
from standfirst.readers.testing import make_reader

from .flow import SAME, join

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uk", "no_limits_spent")]

MINE = "/account/followers/"


@pytest.fixture
def as_ben(client, ben):
    client.force_login(ben)
    return client


@pytest.fixture
def asked(ben, dan):
    """Dan asks to follow Ben, who lets followers in one by one."""
    ben.approves_followers = True
    ben.save()
    relating.follow(follower=dan, followed=ben)
    return FollowRequest.objects.get()


def words(answer):
    return answer.content.decode()


def shows(reader, **switches):
    Reader.objects.filter(pk=reader.pk).update(**switches)


def switch(client, **said):
    return client.post("/account/privacy/", {"seen_by": "everybody", **said}, **SAME)


def test_who_wants_to_follow_asks_and_waits(client, ben, dan, asked):
    client.force_login(dan)
    assert not Follow.objects.exists()
    assert client.get("/_/follows/ben").json() == {"follows": False, "asked": True}
    assert "You have asked to follow this reader" in words(client.get("/account/follow/ben/"))


def test_who_asks_is_let_in(as_ben, ben, dan, asked):
    assert "Dan Frost" in words(as_ben.get(MINE))
    assert as_ben.post(MINE, {"accept": asked.pk}, **SAME).status_code == 303
    assert Follow.objects.get().let_in
    assert not FollowRequest.objects.exists()
    assert 'name="remove"' in words(as_ben.get(MINE))


def test_who_is_declined_sees_no_difference_and_asks_no_second_time(as_ben, client_b, dan, asked):
    client_b.force_login(dan)
    before = words(client_b.get("/account/follow/ben/"))
    as_ben.post(MINE, {"decline": asked.pk}, **SAME)
    assert words(client_b.get("/account/follow/ben/")) == before
    client_b.post("/readers/ben/follow", **SAME)
    assert "Dan Frost" not in words(as_ben.get(MINE))


def test_who_asked_asks_no_longer(client, dan, asked):
    client.force_login(dan)
    client.post("/readers/ben/unfollow", **SAME)
    assert not FollowRequest.objects.exists()


def test_a_follower_who_was_let_in_is_let_go(as_ben, asked):
    as_ben.post(MINE, {"accept": asked.pk}, **SAME)
    as_ben.post(MINE, {"remove": Follow.objects.get().pk}, **SAME)
    assert not Follow.objects.exists()


@pytest.mark.parametrize("verb", ["accept", "decline"])
def test_nobody_answers_for_another(client, cleo, asked, verb):
    client.force_login(cleo)
    client.post(MINE, {verb: asked.pk}, **SAME)
    asked.refresh_from_db()
    assert asked.declined_at is None
    assert not Follow.objects.exists()


@pytest.mark.parametrize("number", ["", "x", "-1", "²", "9" * 30])
def test_an_odd_number_answers_nobody(as_ben, asked, number):
    assert as_ben.post(MINE, {"accept": number, "remove": number}, **SAME).status_code == 303
    assert FollowRequest.objects.get() == asked


def test_blocking_ends_the_request(ben, dan, asked):
    relating.block(reader=ben, other=dan)
    assert not FollowRequest.objects.exists()
    assert not relating.follow(follower=dan, followed=ben)


def test_switching_it_off_lets_in_who_waits_and_not_who_was_declined(as_ben, ben, dan, cleo, asked):
    relating.follow(follower=cleo, followed=ben)
    as_ben.post(MINE, {"decline": asked.pk}, **SAME)
    assert switch(as_ben).status_code == 303
    assert [follow.follower for follow in Follow.objects.all()] == [cleo]
    assert not FollowRequest.objects.exists()


def test_who_follows_already_stays_when_it_is_switched_on(as_ben, ben, dan):
    relating.follow(follower=dan, followed=ben)
    switch(as_ben, approves_followers="on")
    ben.refresh_from_db()
    assert ben.approves_followers
    assert Follow.objects.exists()


def test_who_follows_and_does_not_show_it_is_counted_and_not_named(as_ben, ben, dan):
    relating.follow(follower=dan, followed=ben)
    page = words(as_ben.get(MINE))
    assert "Dan Frost" not in page
    assert "1 more follows you" in page


def test_a_page_for_each_list_stands_only_where_its_reader_shows_it(client, ben, dan, cleo):
    relating.follow(follower=ben, followed=dan)
    relating.follow(follower=cleo, followed=ben)
    shows(cleo, shows_following=True)
    for which, name in (("following", "Dan Frost"), ("followers", "Cleo Marsh")):
        assert client.get(f"/readers/ben/{which}").status_code == 404
        shows(ben, **{f"shows_{which}": True})
        assert name in words(client.get(f"/readers/ben/{which}"))


def test_followers_who_do_not_show_whom_they_follow_are_not_named(client, ben, dan):
    relating.follow(follower=dan, followed=ben)
    shows(ben, shows_followers=True)
    assert "Dan Frost" not in words(client.get("/readers/ben/followers"))


def test_a_stranger_is_named_nobody_whose_page_is_for_readers(client, ben, dan):
    relating.follow(follower=ben, followed=dan)
    shows(ben, shows_following=True)
    shows(dan, seen_by="readers")
    assert "Dan Frost" not in words(client.get("/readers/ben/following"))
    join(client, "eve@example.org")
    assert "Dan Frost" in words(client.get("/readers/ben/following"))


def test_a_list_is_dropped_when_somebody_in_it_changes(client, ben, dan):
    relating.follow(follower=ben, followed=dan)
    shows(ben, shows_following=True)
    keys = client.get("/readers/ben/following")["Standfirst-Keys"].split()
    assert {f"reader/{ben.pk}", f"reader/{dan.pk}"} <= set(keys)


def test_long_lists_have_pages_without_gap_or_repetition(client, ben):
    people = [make_reader(f"R{n} Long") for n in range(125)]
    for person in people:
        relating.follow(follower=ben, followed=person)
    shows(ben, shows_following=True)
    seen, address = [], "/readers/ben/following"
    while address:
        context = client.get(address).context
        seen += [person.pk for person in context["people"]]
        address = f"/readers/ben/following?after={context['after']}" if context["after"] else ""
    assert seen == [person.pk for person in reversed(people)]


def test_a_list_for_readers_is_closed_to_strangers(client, ben):
    shows(ben, shows_following=True, seen_by="readers")
    page = words(client.get("/readers/ben/following"))
    assert "next=/readers/ben/following" in page
    assert "Ben Okoro" not in page

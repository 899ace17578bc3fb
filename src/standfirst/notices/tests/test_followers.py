"""Somebody follows you, or asks to."""

import pytest
from django.db import transaction
from django.utils import timezone

from standfirst.notices.models import Told
from standfirst.notices.queries import inbox
from standfirst.readers.models import Mute
from standfirst.readers.personal_data import forget_reader
from standfirst.readers.relating import follow, unfollow
from standfirst.readers.testing import make_reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def later(told):
    """When the time in which others may join is over."""

    def later():
        Told.objects.filter(fanned_out_at=None).update(not_before=timezone.now())
        told()

    return later


NAMES = ("Ann", "Bea", "Cid", "Don", "Eli")


def open_follower(name):
    return make_reader(name, shows_following=True)


def words(reader, edition):
    return [(shown.words.title, shown.words.body) for shown in inbox(reader.pk, edition=edition)[0]]


def test_a_reader_hears_by_name_who_follows_where_that_is_shown(later, uk, ben):
    eve = open_follower("Eve Stone")
    follow(follower=eve, followed=ben)
    later()
    assert words(ben, uk) == [("Eve Stone follows you", "")]
    assert inbox(ben.pk, edition=uk)[0][0].words.address == eve.address


def test_who_keeps_it_to_themselves_is_not_named(later, uk, ben, dan):
    follow(follower=dan, followed=ben)
    later()
    assert words(ben, uk) == [("A reader follows you", "")]


def test_many_are_one_notice(later, uk, ben, dan):
    for number in range(5):
        follow(follower=open_follower(f"{NAMES[number]} Fan"), followed=ben)
    follow(follower=dan, followed=ben)
    later()
    assert words(ben, uk) == [("6 readers follow you", "Ann Fan, Bea Fan, Cid Fan and others")]


def test_who_is_asked_hears_of_it(later, uk, ben, dan):
    ben.approves_followers = True
    ben.save()
    follow(follower=dan, followed=ben)
    later()
    assert words(ben, uk) == [("Dan Frost asks to follow you", "")]


def test_following_and_unfollowing_again_and_again_is_told_once_or_not_at_all(later, uk, ben, dan):
    for _time in range(3):
        follow(follower=dan, followed=ben)
        unfollow(follower=dan, followed=ben)
    later()
    assert words(ben, uk) == []
    assert Told.objects.count() == 1


def test_after_one_notice_the_next_waits_for_hours(later, uk, ben, dan):
    follow(follower=dan, followed=ben)
    later()
    follow(follower=open_follower("Eve Stone"), followed=ben)
    waiting = Told.objects.get(fanned_out_at=None)
    assert (waiting.not_before - timezone.now()).total_seconds() > 5 * 3600


def test_nobody_hears_of_somebody_they_have_muted(later, uk, ben, dan):
    Mute.objects.create(reader=ben, muted=dan)
    follow(follower=dan, followed=ben)
    later()
    assert words(ben, uk) == []


def test_a_follow_that_was_taken_back_tells_nobody(ben, dan, uk):
    with transaction.atomic():
        follow(follower=dan, followed=ben)
        transaction.set_rollback(True)
    assert not Told.objects.exists()


def test_nothing_of_it_is_left_when_the_reader_goes(later, uk, ben, dan):
    follow(follower=dan, followed=ben)
    later()
    with transaction.atomic():
        forget_reader(ben, erases_comments=True)
    assert not Told.objects.exists()

"""Sanctions are told, end when they say, and hold for a new account with the same address."""

from datetime import timedelta

import pytest
from django.utils import timezone

from standfirst.forum.actions import Refused, open_thread, post_comment
from standfirst.forum.models import BarredAddress, Decision, Sanction
from standfirst.forum.moderation.actions import ban, lift
from standfirst.forum.moderation.sanctions import note, sweep_barred
from standfirst.readers.leaving import erase
from standfirst.readers.models import Reader
from standfirst.readers.testing import make_reader

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)


def in_force(reader):
    return Sanction.objects.filter(Sanction.in_force(timezone.now()), reader=reader)


def test_a_ban_may_end_and_stays_a_ban(dan, cleo, uk, mailoutbox):
    made = ban(reader=dan, by=cleo, reason="Spam", until=timezone.now() + WEEK, kind="ban")
    assert (made.kind, Decision.objects.get().act) == ("ban", "ban")
    assert "until" in mailoutbox[0].body


def test_a_suspension_has_an_end(dan, cleo):
    with pytest.raises(ValueError, match="must end"):
        ban(reader=dan, by=cleo, reason="Spam", kind="suspend")


def test_a_new_account_with_the_same_address_is_banned_too_and_told_so(dan, cleo, story, uk, mailoutbox):
    ban(reader=dan, by=cleo, reason="Spam")
    erase(reader=dan, erases_comments=False, why="asked")
    back = make_reader("Dan Frost")
    assert in_force(back).get().reason == "Spam"
    with pytest.raises(Refused):
        post_comment(thread=open_thread(story), author=back, text="Here I am again.")
    assert Decision.objects.get(reader=back).automated
    assert mailoutbox[-1].to == ["dan@example.org"]


@pytest.mark.parametrize("email", ["DAN@example.org", "dan+again@example.org"])
def test_another_spelling_is_the_same_address(dan, cleo, uk, email):
    ban(reader=dan, by=cleo, reason="Spam")
    erase(reader=dan, erases_comments=False, why="asked")
    assert in_force(Reader.objects.create_user(email)).exists()


def test_somebody_elses_address_is_free(dan, cleo, ben, uk):
    ban(reader=dan, by=cleo, reason="Spam")
    erase(reader=dan, erases_comments=False, why="asked")
    assert not in_force(make_reader("Danae Holm")).exists()


def test_who_moves_to_a_barred_address_meets_the_ban(dan, cleo, ben, uk):
    ban(reader=dan, by=cleo, reason="Spam")
    dan.email = "elsewhere@example.org"
    dan.save()
    ben.email = "dan@example.org"
    ben.save()
    assert in_force(ben).exists()
    assert in_force(dan).count() == 1


def test_the_address_is_kept_as_a_fingerprint_and_only_while_the_sanction_holds(dan, cleo, uk):
    until = timezone.now() + WEEK
    ban(reader=dan, by=cleo, reason="Spam", until=until)
    erase(reader=dan, erases_comments=False, why="asked")
    kept = BarredAddress.objects.get()
    assert "dan" not in kept.fingerprint
    assert (kept.sanction, kept.goes_at) == (None, until)
    BarredAddress.objects.update(goes_at=timezone.now())
    sweep_barred()
    assert not BarredAddress.objects.exists()


def test_a_ban_without_end_is_kept_two_years_after_the_account_has_gone(dan, cleo, uk):
    ban(reader=dan, by=cleo, reason="Spam")
    erase(reader=dan, erases_comments=False, why="asked")
    left = BarredAddress.objects.get().goes_at - timezone.now()
    assert timedelta(days=729) < left < timedelta(days=731)


def test_a_lifted_ban_bars_nobody(dan, cleo, uk):
    lift(sanction=ban(reader=dan, by=cleo, reason="Spam"), by=cleo, reason="A mistake")
    assert not BarredAddress.objects.exists()


def test_signing_in_again_sanctions_nobody_twice(dan, cleo, uk):
    ban(reader=dan, by=cleo, reason="Spam")
    dan.save()
    assert (Sanction.objects.count(), Decision.objects.count()) == (1, 1)


def test_notes_go_with_the_account(dan, cleo, uk):
    made = note(reader=dan, by=cleo, text="Writes at night.")
    erase(reader=dan, erases_comments=False, why="asked")
    assert not type(made).objects.exists()

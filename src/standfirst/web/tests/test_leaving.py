"""Leaving, changing one's mind, and being forgotten."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from wagtail.models import ModelLogEntry

from standfirst.delivery.models import BusMessage
from standfirst.forum.models import Comment
from standfirst.forum.testing import make_comment
from standfirst.readers import actions, leaving
from standfirst.readers.actions import ProfileError
from standfirst.readers.models import Reader, RestingHandle, SignIn
from standfirst.readers.testing import make_reader
from standfirst.web.signing_in import CAME_BACK

from .flow import SAME, ask, join

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uk", "no_limits_spent")]


@pytest.fixture
def as_ben(client, ben):
    """Ben, who has just typed the code from his mail."""
    join(client, ben.email)
    mail.outbox.clear()
    return client


def close(client, comments="stay"):
    return client.post("/account/leave/", {"comments": comments}, **SAME)


def later(reader, **delta):
    """Let time pass for one account, by moving its end towards us."""
    reader.refresh_from_db()
    Reader.objects.filter(pk=reader.pk).update(leaves_at=reader.leaves_at - timedelta(**delta))


def test_who_leaves_is_signed_out_everywhere_at_once(as_ben, client_b, ben):
    join(client_b, ben.email)
    answer = close(as_ben)
    assert (answer.status_code, answer["Location"]) == (303, "/account/left")
    assert answer["Clear-Site-Data"] == '"cache"'
    assert not SignIn.objects.exists()
    assert BusMessage.objects.filter(kind="revoke").exists()
    for browser in (as_ben, client_b):
        assert browser.get("/_/me").json() == {"reader": None}
    assert "14 days" in as_ben.get("/account/left").content.decode()


def test_a_mail_says_at_once_until_when_one_may_come_back(as_ben, ben):
    close(as_ben)
    ben.refresh_from_db()
    assert abs(ben.leaves_at - timezone.now() - timedelta(days=14)) < timedelta(minutes=1)
    (letter,) = mail.outbox
    assert letter.to == ["ben@example.org"]
    assert str(ben.leaves_at.year) in letter.body
    assert "<" not in letter.body


def test_nothing_is_chosen_for_anybody(as_ben, ben):
    answer = close(as_ben, comments="")
    assert answer.status_code == 422
    ben.refresh_from_db()
    assert ben.leaves_at is None


def test_who_leaves_is_shown_nowhere_but_beside_the_words(as_ben, ben, story, client_b):
    make_comment(story, ben, "A word about bridges")
    close(as_ben)
    assert client_b.get("/readers/ben/").status_code == 404
    page = client_b.get(f"{story.address}/comments").content.decode()
    assert "A word about bridges" in page
    assert "/readers/ben/" not in page


def test_signing_in_again_undoes_it_and_everything_is_there(as_ben, ben, dan, story):
    actions.follow(follower=ben, followed=dan)
    make_comment(story, ben)
    close(as_ben, comments="go")
    join(as_ben, ben.email)
    ben.refresh_from_db()
    assert ben.leaves_at is None
    assert as_ben.get("/readers/ben/").status_code == 200
    assert "Dan Frost" in as_ben.get("/account/following/").content.decode()
    assert Comment.objects.get(author=ben).is_shown
    assert "stays" in mail.outbox[-1].subject
    assert "Welcome back" in as_ben.get("/account/").content.decode()
    assert CAME_BACK not in as_ben.session


def test_asking_for_a_code_alone_undoes_nothing(as_ben, ben):
    close(as_ben)
    ask(as_ben, ben.email)
    ben.refresh_from_db()
    assert ben.leaves_at is not None


def test_asking_twice_moves_no_date_and_writes_no_second_mail(ben):
    leaving.leave(reader=ben, erases_comments=False)
    ben.refresh_from_db()
    first = ben.leaves_at
    leaving.leave(reader=ben, erases_comments=True)
    ben.refresh_from_db()
    assert (ben.leaves_at, ben.erases_comments) == (first, True)
    assert len(mail.outbox) == 1


def test_the_end_is_announced_once_more(ben):
    leaving.leave(reader=ben, erases_comments=False)
    leaving.remind_leavers()
    assert len(mail.outbox) == 1
    later(ben, days=12, hours=1)
    leaving.remind_leavers()
    leaving.remind_leavers()
    assert [letter.subject for letter in mail.outbox[1:]] == [
        "Your account at The Harbour Post is about to be erased"
    ]


def test_nobody_is_erased_before_the_time(ben):
    leaving.leave(reader=ben, erases_comments=False)
    later(ben, days=13, hours=23)
    leaving.erase_leavers()
    assert Reader.objects.filter(pk=ben.pk).exists()


def test_after_a_fortnight_the_account_is_gone_and_a_last_mail_says_so(ben):
    leaving.leave(reader=ben, erases_comments=False)
    later(ben, days=14, seconds=1)
    leaving.erase_leavers()
    leaving.erase_leavers()
    assert not Reader.objects.filter(email="ben@example.org").exists()
    assert mail.outbox[-1].subject == "Your account at The Harbour Post is erased"
    assert len(mail.outbox) == 2
    assert ModelLogEntry.objects.filter(action="readers.erase").count() == 1


def test_who_signed_in_a_moment_before_stays(ben):
    leaving.leave(reader=ben, erases_comments=False)
    later(ben, days=14, seconds=1)
    leaving.stay(reader=ben)  # after the worker had made its list
    leaving.let_go(ben.pk)
    assert Reader.objects.filter(pk=ben.pk, leaves_at=None).exists()


def test_an_erasure_that_dies_half_way_leaves_everything_and_is_done_the_next_time(ben, story, monkeypatch):
    make_comment(story, ben, "A word about bridges")
    leaving.leave(reader=ben, erases_comments=True)
    later(ben, days=15)
    with monkeypatch.context() as broken:
        broken.setattr(leaving, "write_to", lambda *args, **kwargs: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            leaving.erase_leavers()
    assert Comment.objects.get(author=ben).text == "A word about bridges"
    leaving.erase_leavers()
    assert not Comment.objects.filter(text__contains="bridges").exists()


def test_the_address_may_come_back_as_somebody_new(client, ben):
    number = ben.pk
    leaving.erase(ben, erases_comments=False, why="a letter")
    join(client, "ben@example.org")
    reader = Reader.objects.get(email="ben@example.org")
    assert reader.pk != number
    assert reader.handle.startswith("reader-")


def rename(reader, handle):
    return actions.change_profile(reader=reader, name=reader.name, handle=handle, about="")


@pytest.mark.parametrize("wanted", ["ben", "b-e-n", "BEN"])
def test_the_handle_of_somebody_who_left_rests(ben, dan, wanted):
    leaving.erase(ben, erases_comments=False, why="a letter")
    with pytest.raises(ProfileError, match="taken"):
        rename(dan, wanted)
    RestingHandle.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert rename(dan, wanted).handle_key == "ben"


def test_a_handle_that_was_given_up_rests_for_all_but_its_owner(ben, dan):
    rename(ben, "benjamin")
    with pytest.raises(ProfileError, match="taken"):
        rename(dan, "ben")
    assert rename(ben, "ben").handle == "ben"


def test_a_resting_handle_can_be_read_by_nobody(ben):
    leaving.erase(ben, erases_comments=False, why="a letter")
    resting = RestingHandle.objects.get()
    assert resting.reader is None
    assert set(resting.fingerprint) <= set("0123456789abcdef")


def test_staff_do_not_leave_by_themselves(client, cleo):
    cleo.set_password("a long enough password")
    cleo.save()
    with pytest.raises(leaving.StaffCannotLeave):
        leaving.leave(reader=cleo, erases_comments=False)
    Reader.objects.filter(pk=cleo.pk).update(leaves_at=timezone.now() - timedelta(days=1))
    leaving.erase_leavers()
    assert Reader.objects.filter(pk=cleo.pk).exists()


def test_letters_speak_the_readers_language_and_clock(ben, us):
    Reader.objects.filter(pk=ben.pk).update(edition=us)
    ben.refresh_from_db()
    leaving.leave(reader=ben, erases_comments=False)
    assert any(zone in mail.outbox[0].body for zone in ("EST", "EDT"))


@pytest.mark.parametrize("path", ["own-data/", "leave/"])
def test_a_stranger_signs_in_first(client, path):
    assert client.get(f"/account/{path}")["Location"].startswith("/account/join/?next=/account/")
    assert client.post("/account/leave/", {"comments": "go"}, **SAME).status_code == 302


def test_an_open_browser_alone_closes_no_account(client, ben):
    client.force_login(ben)
    assert client.post("/account/leave/", {"comments": "go"}, **SAME)["Location"].startswith(
        "/account/prove/"
    )
    ben.refresh_from_db()
    assert ben.leaves_at is None


def test_another_site_cannot_close_an_account(as_ben, ben):
    as_ben.handler.enforce_csrf_checks = True
    answer = as_ben.post("/account/leave/", {"comments": "go"}, HTTP_SEC_FETCH_SITE="cross-site")
    assert answer.status_code == 403
    ben.refresh_from_db()
    assert ben.leaves_at is None


def test_many_may_leave_at_once(story):
    leavers = [make_reader(f"Reader{n} Number") for n in range(3)]
    for reader in leavers:
        make_comment(story, reader)
        leaving.leave(reader=reader, erases_comments=True)
        later(reader, days=15)
    leaving.erase_leavers()
    assert not Reader.objects.filter(pk__in=[reader.pk for reader in leavers]).exists()

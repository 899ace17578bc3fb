"""The preferences page: what a reader says holds, for that reader alone; bad input loses nothing."""

from datetime import time, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from standfirst.notices.actions import tell
from standfirst.notices.channels.inbox import InboxChannel
from standfirst.notices.channels.mail import MailChannel
from standfirst.notices.fan_out import fan_out
from standfirst.notices.models import Dispatch, Followed, Preference, Wishes
from standfirst.notices.testing import WhisperNotice, make_subscription
from standfirst.notices.wishes import forms
from standfirst.notices.wishes.actions import reconsider, set_preferences, set_wishes
from standfirst.notices.wishes.forms import WishesForm
from standfirst.notices.wishes.hours import not_before
from standfirst.notices.wishes.queries import wishes_of

pytestmark = pytest.mark.django_db
PAGE = "/notices/preferences"
SAID = {
    "pushes_a_day": "5",
    "mail": "weekly",
    "time_zone": "Asia/Tokyo",
    "quiet_from": "22:00",
    "quiet_to": "07:30",
}


@pytest.fixture(autouse=True)
def ways(monkeypatch, push):
    """The channels of a paper that has its keys."""
    monkeypatch.setattr(forms, "CHANNELS", [InboxChannel(), push])


@pytest.fixture
def signed_in(client, uk, ben):
    client.force_login(ben)
    return client


def row_of(reader):
    return Wishes.objects.filter(reader=reader).first()


def test_all_of_the_page_is_saved_by_one_button(signed_in, us, ben):
    answer = signed_in.post(PAGE, {**SAID, "edition": "us", "whisper.inbox": "on", "whisper.push": "on"})
    assert (answer.status_code, answer["Location"]) == (303, f"{PAGE}?saved#told-of")
    row = row_of(ben)
    assert (row.pushes_a_day, row.mail, row.time_zone) == (5, "weekly", "Asia/Tokyo")
    assert (row.quiet_from, row.quiet_to) == (time(22), time(7, 30))
    ben.refresh_from_db()
    assert ben.edition == us
    assert "Saved." in signed_in.get(answer["Location"]).content.decode()


def test_only_what_differs_from_what_held_is_written_down(signed_in, ben):
    signed_in.post(PAGE, {**SAID, "whisper.inbox": "on"})
    mine = Preference.objects.filter(reader=ben, kind="whisper")
    assert [(row.channel, row.wanted) for row in mine] == [("push", False)]
    signed_in.post(PAGE, {**SAID, "whisper.inbox": "on", "whisper.push": "on"})
    assert [(row.channel, row.wanted) for row in mine.all()] == [("push", True)]


@pytest.mark.parametrize(
    ("field", "text", "problem"),
    [
        ("pushes_a_day", "0", "greater than or equal to 1"),
        ("pushes_a_day", "51", "less than or equal to 50"),
        ("pushes_a_day", "9" * 5000, "whole number"),
        ("pushes_a_day", "many", "whole number"),
        ("quiet_from", "25:00", "valid time"),
        ("quiet_from", "", "a beginning and an end"),
        ("quiet_from", "07:30", "cannot end when they begin"),
        ("time_zone", "Middle/Earth", "not one of the available choices"),
        ("mail", "hourly", "not one of the available choices"),
        ("mail", "", "required"),
        ("edition", "atlantis", "not one of the available choices"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_lost(signed_in, ben, field, text, problem):
    answer = signed_in.post(PAGE, {**SAID, field: text, "whisper.push": "on"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert problem in page
    assert 'name="whisper.push" id="id_whisper.push" checked' in page
    assert 'name="whisper.inbox" id="id_whisper.inbox" checked' not in page
    assert row_of(ben) is None
    assert not Preference.objects.exists()


def test_a_field_said_twice_counts_once_and_unknown_ones_not_at_all(signed_in, ben):
    signed_in.post(
        PAGE, {**SAID, "pushes_a_day": ["2", "7"], "decision.inbox": "on", "other.push": "on", "off": "1"}
    )
    assert row_of(ben).pushes_a_day == 7
    assert not row_of(ben).off
    assert not Preference.objects.filter(kind__in=["decision", "other"]).exists()


def test_a_flood_of_fields_is_refused(signed_in, ben):
    answer = signed_in.post(PAGE, {**SAID, **{f"x{number}": "1" for number in range(2000)}})
    assert answer.status_code == 400
    assert row_of(ben) is None


def test_nobody_changes_anothers_wishes(signed_in, ben, dan):
    before = Wishes.objects.create(reader=dan, pushes_a_day=9)
    signed_in.post(PAGE, {**SAID, "reader": str(dan.pk), "id": str(before.pk), "reader_id": str(dan.pk)})
    signed_in.post("/notices/off", {"reader": str(dan.pk)})
    before.refresh_from_db()
    assert (before.pushes_a_day, before.off) == (9, False)
    assert row_of(ben).off


def test_nobody_sees_what_another_follows(signed_in, world, dan):
    Followed.objects.create(reader=dan, section=world)
    assert "Unfollow" not in signed_in.get(PAGE).content.decode()


@pytest.mark.parametrize("path", [PAGE, *(f"/notices/{verb}" for verb in ("pause", "go-on", "off", "on"))])
def test_another_sites_form_changes_nothing(uk, ben, path):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ben)
    for said in ({}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        assert browser.post(path, SAID, headers=said).status_code == 403
    assert row_of(ben) is None
    assert browser.post(path, SAID, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 303
    assert row_of(ben) is not None


@pytest.mark.parametrize("verb", ["pause", "go-on", "off", "on"])
def test_a_look_turns_nothing_and_a_stranger_is_asked_to_sign_in(client, uk, ben, verb):
    assert "/account/join/" in client.post(f"/notices/{verb}")["Location"]
    client.force_login(ben)
    assert client.get(f"/notices/{verb}").status_code == 405
    assert row_of(ben) is None


def test_a_pause_lasts_a_week_and_may_be_ended(signed_in, ben):
    signed_in.post("/notices/pause")
    left = row_of(ben).paused_until - timezone.now()
    assert timedelta(days=6, hours=23) < left <= timedelta(days=7)
    assert "Go on now" in signed_in.get(PAGE).content.decode()
    signed_in.post("/notices/go-on")
    assert "Pause for a week" in signed_in.get(PAGE).content.decode()


def test_everything_off_and_on_again_keeps_what_was_chosen(signed_in, ben):
    signed_in.post(PAGE, {**SAID, "whisper.push": "on"})
    for verb in ("off", "on", "on"):
        signed_in.post(f"/notices/{verb}")
    assert (row_of(ben).off, row_of(ben).pushes_a_day) == (False, 5)
    assert wishes_of([ben.pk])[ben.pk].said["whisper", "inbox"] is False


def test_what_was_switched_off_in_the_evening_is_not_told_in_the_morning(told, signed_in, uk, ben):
    make_subscription(edition=uk, reader=ben)
    tell(WhisperNotice([ben.pk]))
    fan_out()
    signed_in.post("/notices/off")
    assert set(Dispatch.objects.values_list("state", "outcome")) == {("skipped", "no longer wanted")}


def test_new_hours_hold_for_what_waits_and_a_service_that_asked_to_wait_is_left_alone(told, uk, ben):
    make_subscription(edition=uk, reader=ben)
    tell(WhisperNotice([ben.pk]))
    fan_out()
    held = timezone.now() + timedelta(minutes=3)
    Dispatch.objects.filter(channel="inbox").update(tries=1, not_before=held)
    now = timezone.now()
    Wishes.objects.create(
        reader=ben,
        quiet_from=(now - timedelta(hours=1)).time(),
        quiet_to=(now + timedelta(hours=1)).time(),
        time_zone="UTC",
    )
    reconsider(ben.pk)
    assert Dispatch.objects.get(channel="inbox").not_before == held
    assert Dispatch.objects.get(channel="push").not_before == not_before(
        now, wishes_of([ben.pk])[ben.pk].quiet
    )


def test_a_letter_that_is_due_is_not_put_off_and_one_that_is_not_goes_by_the_new_wish(uk, ben):
    now = timezone.now()
    Wishes.objects.create(reader=ben, time_zone="UTC", mail="at_once")
    Preference.objects.create(reader=ben, kind="whisper", channel="mail", wanted=True)
    due, waiting = (
        Dispatch.objects.create(
            told=tell(WhisperNotice([ben.pk])),
            channel="mail",
            hearer=f"reader/{ben.pk}",
            reader=ben,
            not_before=then,
        )
        for then in (now - timedelta(seconds=5), now + timedelta(days=6))
    )
    set_wishes(reader=ben.pk, mail="daily")
    for copy in (due, waiting):
        copy.refresh_from_db()
    assert due.not_before < now
    assert now < waiting.not_before <= now + timedelta(days=1)


def test_the_zones_are_places_and_a_zone_that_went_out_of_use_stays_chosen(uk, ben):
    Wishes.objects.create(reader=ben, time_zone="US/Eastern")
    parts = dict(WishesForm(reader=ben).fields["time_zone"].choices)
    assert ("Europe/Berlin", "Berlin") in parts["Europe"]
    assert ("Australia/Lord_Howe", "Lord Howe") in parts["Australia"]
    assert parts["US/Eastern"] == "US/Eastern"
    assert "Etc" not in parts


def test_a_row_of_the_table_names_event_and_way_for_who_hears_it_read(signed_in):
    page = signed_in.get(PAGE).content.decode()
    assert '<th scope="row">Whispers</th>' in page
    assert '<span class="visually-hidden">Whispers: On my devices</span>' in page


def test_breaking_news_has_ticks_for_the_inbox_and_mail_and_devices_choose_theirs(
    signed_in, monkeypatch, push
):
    monkeypatch.setattr(forms, "CHANNELS", [InboxChannel(), push, MailChannel()])
    page = signed_in.get(PAGE).content.decode()
    assert 'name="alert.inbox" id="id_alert.inbox">' in page  # nobody gets it unasked
    assert 'name="alert.mail" id="id_alert.mail">' in page
    assert 'name="alert.push"' not in page
    assert '<span class="visually-hidden">Breaking news: </span>on each device</a>' in page


def test_what_devices_choose_themselves_is_never_written_down_here(signed_in, ben):
    signed_in.post(PAGE, {**SAID, "alert.push": "on", "alert.inbox": "on"})
    set_preferences(reader=ben.pk, wanted={("alert", "push"): False})
    mine = Preference.objects.filter(reader=ben, kind="alert")
    assert [(row.channel, row.wanted) for row in mine] == [("inbox", True)]

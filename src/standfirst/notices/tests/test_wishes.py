"""What readers have said, as the rules want it; and what becomes of it at fan-out."""

from datetime import time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from standfirst.notices import actions, fan_out
from standfirst.notices.actions import tell
from standfirst.notices.models import Dispatch, Preference, Wishes
from standfirst.notices.notice import Hearer
from standfirst.notices.testing import WhisperNotice, make_subscription
from standfirst.notices.wishes.hours import not_before
from standfirst.notices.wishes.queries import most_pushes, wished, wishes_of

pytestmark = pytest.mark.django_db


def test_who_has_said_nothing_is_told_by_the_clock_of_the_edition(us, ben, dan):
    ben.edition = us
    ben.save()
    found = wishes_of([ben.pk, dan.pk])
    assert found[ben.pk].zone == ZoneInfo("America/New_York")
    assert found[dan.pk].zone == ZoneInfo("Europe/London")  # the paper's first edition


def test_an_own_zone_wins_and_an_unknown_one_does_no_harm(uk, ben, dan):
    Wishes.objects.create(reader=ben, time_zone="Pacific/Apia")
    Wishes.objects.create(reader=dan, time_zone="Middle/Earth")
    found = wishes_of([ben.pk, dan.pk])
    assert found[ben.pk].zone == ZoneInfo("Pacific/Apia")
    assert found[dan.pk].zone == ZoneInfo("Europe/London")


def test_many_readers_are_asked_about_at_once(uk, ben, dan, cleo, django_assert_num_queries):
    Wishes.objects.create(reader=ben, pushes_a_day=3)
    wishes_of([ben.pk])
    with django_assert_num_queries(3):
        found = wishes_of([ben.pk, dan.pk, cleo.pk], kind="whisper")
    assert [found[reader.pk].pushes_a_day for reader in (ben, dan)] == [3, 20]
    assert most_pushes([ben.pk, dan.pk]) == {ben.pk: 3}


def test_a_push_in_quiet_hours_is_due_when_they_end_and_the_inbox_is_filled_at_once(told, uk, ben):
    now = timezone.now()
    hour = (now - timedelta(hours=1)).time().replace(microsecond=0)
    end = (now + timedelta(hours=2)).time().replace(microsecond=0)
    Wishes.objects.create(reader=ben, time_zone="UTC", quiet_from=hour, quiet_to=end)
    make_subscription(edition=uk, reader=ben)
    tell(WhisperNotice([ben.pk]))
    fan_out.fan_out()
    assert Dispatch.objects.get(channel="inbox").not_before <= timezone.now()
    push = Dispatch.objects.get(channel="push")
    assert push.not_before == not_before(now, wishes_of([ben.pk])[ben.pk].quiet)
    assert push.not_before > now + timedelta(hours=1)


def test_who_has_everything_off_is_sent_nothing_and_keeps_what_was_chosen(told, uk, ben):
    Preference.objects.create(reader=ben, kind="whisper", channel="push", wanted=True)
    Wishes.objects.create(reader=ben, off=True)
    make_subscription(edition=uk, reader=ben)
    tell(WhisperNotice([ben.pk]))
    told()
    assert not Dispatch.objects.exists()
    assert Preference.objects.filter(reader=ben, wanted=True).exists()


def test_one_of_two_quiet_hours_alone_is_none():
    assert wished(Wishes(quiet_from=time(22)), zone="Europe/London").quiet is None


class BellNotice(WhisperNotice):
    """Rings on devices in their own right, as breaking news does."""

    kind = "bell"
    label = ""

    def hearers(self):
        return (Hearer(subscription=number) for number in self.readers)


@pytest.mark.parametrize(
    ("urgent", "said", "copies"),
    [
        (True, {}, 2),
        (True, {"off": True}, 1),
        (True, {"paused_until": timezone.now() + timedelta(days=3)}, 1),
        (True, {"quiet_from": time(0), "quiet_to": time(23, 59, 59, 999999)}, 2),
        (False, {"quiet_from": time(0), "quiet_to": time(23, 59, 59, 999999)}, 1),
    ],
)
def test_breaking_news_heeds_what_the_reader_says_whose_device_it_is(
    told, monkeypatch, uk, ben, urgent, said, copies
):
    monkeypatch.setattr(BellNotice, "urgent", urgent)
    Wishes.objects.create(reader=ben, **said)
    devices = [make_subscription(edition=uk, reader=ben).pk, make_subscription(edition=uk).pk]
    notice = BellNotice(devices)
    monkeypatch.setitem(actions.KINDS, "bell", BellNotice)
    fan_out.write_dispatches(tell(notice), notice, list(notice.hearers()))
    assert Dispatch.objects.filter(not_before__lte=timezone.now()).count() == copies

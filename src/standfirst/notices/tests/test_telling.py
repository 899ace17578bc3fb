"""From `tell` to an inbox and a device: nothing is lost, nothing comes twice."""

import asyncio
from datetime import timedelta

import pytest
from django.utils import timezone

from standfirst.delivery.models import BusMessage
from standfirst.notices import deliver, fan_out, rules
from standfirst.notices.actions import tell
from standfirst.notices.channels import SENT
from standfirst.notices.channels.inbox import InboxChannel
from standfirst.notices.claims import Finished, claim, record
from standfirst.notices.models import Dispatch, InboxItem, Preference, Subscription, Told
from standfirst.notices.push import patience
from standfirst.notices.queries import inbox, inbox_topic, unread
from standfirst.notices.testing import Browser, WhisperNotice, make_subscription

pytestmark = pytest.mark.django_db
State = Dispatch.State


@pytest.fixture
def firefox(uk, ben, service):
    """Ben's browser, and the paper's record of it."""
    browser = Browser()
    browser.row = make_subscription(
        edition=uk, browser=browser, reader=ben, endpoint=f"http://{service.host}/push/ben"
    )
    return browser


def test_a_notice_reaches_inbox_and_device_each_once(told, service, firefox, ben):
    tell(WhisperNotice([ben.pk]))
    told()
    told()
    assert unread(ben.pk) == 1
    assert [firefox.read(posted.body)["body"] for posted in service.taken] == ["psst"]
    assert set(Dispatch.objects.values_list("state", flat=True)) == {State.SENT}


def test_a_push_speaks_the_language_of_the_devices_edition(told, service, firefox, ben):
    tell(WhisperNotice([ben.pk]))
    told()
    assert firefox.read(service.taken[0].body)["title"] == "Whisper in uk"


def test_a_push_carries_what_the_standards_ask_for(told, service, firefox, ben):
    tell(WhisperNotice([ben.pk]))
    told()
    headers = service.taken[0].headers
    assert headers["Content-Encoding"] == "aes128gcm"
    assert headers["Urgency"] == "normal"
    assert len(headers["Topic"]) == 32
    assert 0 < int(headers["TTL"]) <= 86400
    assert headers["Authorization"].startswith("vapid t=")


def test_a_rolled_back_act_tells_nobody(told, ben):
    from django.db import transaction

    with transaction.atomic():
        tell(WhisperNotice([ben.pk]))
        transaction.set_rollback(True)
    told()
    assert not InboxItem.objects.exists()


def test_a_worker_killed_while_fanning_out_doubles_nothing(told, monkeypatch, ben, dan, cleo):
    monkeypatch.setattr(fan_out, "STEP", 1)
    notice = WhisperNotice([ben.pk, dan.pk, cleo.pk])
    row = tell(notice)
    fan_out.write_dispatches(row, notice, list(notice.hearers())[:2])  # and then the power went
    told()
    assert Dispatch.objects.filter(channel="inbox").count() == 3
    assert InboxItem.objects.count() == 3


def test_what_a_dead_worker_held_is_taken_back_when_its_lease_is_over(told, service, firefox, ben, push):
    tell(WhisperNotice([ben.pk]))
    fan_out.fan_out()
    long_ago = timezone.now() - timedelta(hours=1)
    Dispatch.objects.update(not_before=long_ago)
    assert claim("push", lane=service.host, most=9, seconds=90, now=long_ago)[1]  # by a worker that died then
    told()
    assert service.taken == []
    deliver.sweep()
    told()
    assert len(service.taken) == 1


def test_what_one_worker_has_claimed_another_does_not_get(told, service, firefox, ben):
    tell(WhisperNotice([ben.pk]))
    fan_out.fan_out()
    once = {"lane": service.host, "most": 9, "seconds": 90, "now": timezone.now()}
    assert len(claim("push", **once)[1]) == 1
    assert claim("push", **once) == ("", [])


def test_a_worker_whose_lease_was_taken_records_nothing(told, service, firefox, ben):
    tell(WhisperNotice([ben.pk]))
    fan_out.fan_out()
    mark, [number] = claim("push", lane=service.host, most=9, seconds=90, now=timezone.now())
    Dispatch.objects.filter(channel="push").update(claim="another's")
    record([Finished(number, mark, SENT)], now=timezone.now())
    assert Dispatch.objects.get(channel="push").state == State.CLAIMED


def test_an_inbox_written_twice_holds_a_notice_once(ben):
    row = tell(WhisperNotice([ben.pk]))
    dispatch = Dispatch.objects.create(told=row, channel="inbox", hearer=f"reader/{ben.pk}", reader=ben)
    for _time in range(2):
        InboxChannel().deliver([(dispatch, WhisperNotice([ben.pk]))])
    assert InboxItem.objects.count() == 1


def test_a_delivered_notice_is_announced_to_the_reader_by_a_name_nobody_can_make_up(told, ben):
    tell(WhisperNotice([ben.pk]))
    told()
    assert [inbox_topic(ben.pk), 1] in [line.payload for line in BusMessage.objects.filter(kind="announce")]
    assert inbox_topic(ben.pk) != inbox_topic(ben.pk + 1)


@pytest.mark.parametrize("status", [404, 410])
def test_a_dead_address_removes_itself(told, service, firefox, ben, status):
    service.status = status
    tell(WhisperNotice([ben.pk]))
    told()
    assert not Subscription.objects.exists()
    assert Dispatch.objects.get(channel="push").state == State.FAILED


@pytest.mark.parametrize("status", [400, 403, 413])
def test_what_a_service_refuses_is_given_up_and_the_device_stays(told, service, firefox, ben, status):
    service.status = status
    tell(WhisperNotice([ben.pk]))
    told()
    kept = Dispatch.objects.get(channel="push")
    assert (kept.state, kept.outcome, kept.tries) == (State.FAILED, f"the service answered {status}", 1)
    assert Subscription.objects.exists()


def test_a_service_that_asks_to_wait_is_left_alone_that_long(told, service, firefox, ben, uk):
    service.status, service.headers = 429, {"Retry-After": "90"}
    tell(WhisperNotice([ben.pk], "one"))
    told()
    tell(WhisperNotice([ben.pk], "two"))
    told()
    assert len(service.taken) == 1
    first, second = Dispatch.objects.filter(channel="push").order_by("id")
    assert (first.state, first.tries, second.state, second.tries) == (State.WAITING, 1, State.WAITING, 0)
    assert first.not_before > timezone.now() + timedelta(seconds=80)


def test_a_dispatch_is_given_up_after_many_refusals(told, service, firefox, ben, monkeypatch):
    service.status = 500
    monkeypatch.setattr(patience, "PATIENCE", 99)
    tell(WhisperNotice([ben.pk]))
    for _time in range(rules.MOST_TRIES + 2):
        told()
        Dispatch.objects.update(not_before=timezone.now())
    assert len(service.taken) == rules.MOST_TRIES
    assert Dispatch.objects.get(channel="push").state == State.FAILED


def test_a_redirect_is_never_followed(told, service, firefox, ben):
    service.status, service.headers = 307, {"Location": f"http://{service.host}/elsewhere"}
    tell(WhisperNotice([ben.pk]))
    told()
    assert [posted.path for posted in service.taken] == ["/push/ben"]
    assert Dispatch.objects.get(channel="push").outcome == "the service answered 307"


def test_an_endpoint_that_is_no_longer_allowed_is_not_called(told, service, firefox, ben):
    Subscription.objects.update(endpoint="http://127.0.0.1:9/x")
    tell(WhisperNotice([ben.pk]))
    told()
    assert service.taken == []
    assert Dispatch.objects.get(channel="push").state == State.FAILED


def test_after_signing_out_the_device_hears_nothing_more_of_its_reader(told, service, firefox, ben):
    tell(WhisperNotice([ben.pk]))
    fan_out.fan_out()
    Subscription.objects.update(reader=None)
    told()
    assert service.taken == []
    assert Dispatch.objects.get(channel="push").state == State.SKIPPED


def test_what_a_reader_does_not_want_by_push_still_lies_in_the_inbox(told, service, firefox, ben):
    Preference.objects.create(reader=ben, kind="whisper", channel="push", wanted=False)
    tell(WhisperNotice([ben.pk]))
    told()
    assert (len(service.taken), unread(ben.pk)) == (0, 1)


def test_a_device_that_had_its_fill_is_spared(told, service, firefox, ben, monkeypatch):
    monkeypatch.setattr(rules, "PUSHES_A_DAY", 2)
    for text in ("one", "two", "three"):
        tell(WhisperNotice([ben.pk], text))
        told()
    assert len(service.taken) == 2


def test_old_news_is_not_pushed(told, service, firefox, ben):
    tell(WhisperNotice([ben.pk]))
    Told.objects.update(at=timezone.now() - timedelta(days=2))
    told()
    assert service.taken == []


def test_what_was_taken_down_is_told_no_more(told, service, firefox, ben, uk):
    row = tell(WhisperNotice([ben.pk]))
    told()
    Told.objects.filter(pk=row.pk).update(reference={"readers": [ben.pk], "text": "gone"})
    assert inbox(ben.pk, edition=uk) == ([], None)


def test_a_notice_that_breaks_does_not_stop_the_others_and_is_tried_again(told, ben):
    broken = tell(WhisperNotice([ben.pk]))
    Told.objects.filter(pk=broken.pk).update(reference={"readers": [ben.pk]})
    tell(WhisperNotice([ben.pk], "fine"))
    told()
    assert unread(ben.pk) == 1
    assert Told.objects.get(pk=broken.pk).fanned_out_at is None


def test_a_name_that_leads_into_a_private_network_is_not_called():
    from standfirst.notices.push.client import NoAnswer, PushClient
    from standfirst.notices.push.endpoints import Endpoint

    inside = Endpoint(
        url="https://localhost/x", origin="https://localhost", host="localhost", port=443, listed=False
    )

    async def call():
        client = PushClient()
        try:
            await client.post(inside, headers={}, body=b"")
        finally:
            await client.close()

    with pytest.raises(NoAnswer, match="no public address"):
        asyncio.run(call())


def test_the_record_of_what_went_out_is_kept_for_ninety_days(told, service, firefox, ben):
    tell(WhisperNotice([ben.pk]))
    told()
    assert not deliver.forget_old()
    Dispatch.objects.filter(channel="push").update(done_at=timezone.now() - timedelta(days=91))
    assert deliver.forget_old()
    assert [dispatch.channel for dispatch in Dispatch.objects.all()] == ["inbox"]
    assert unread(ben.pk) == 1


def test_leaving_takes_devices_inbox_and_preferences_along(told, service, firefox, ben):
    from standfirst.notices.personal_data import keepers
    from standfirst.readers.leaving import erase

    Preference.objects.create(reader=ben, kind="whisper", channel="inbox", wanted=True)
    tell(WhisperNotice([ben.pk]))
    told()
    kept = {keeper.model: list(keeper.export(ben)) for keeper in keepers()}
    assert len(kept[Subscription]) == len(kept[InboxItem]) == 1
    assert kept[Preference][0]["wanted"] is True
    erase(ben, erases_comments=False, why="a letter")
    assert not any(model.objects.exists() for model in (Subscription, InboxItem, Preference, Dispatch))

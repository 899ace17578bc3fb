"""What very many hear goes out step by step: nothing is lost, nobody else waits for it, and it can be stopped."""

from datetime import timedelta

import pytest
from django.utils import timezone

from standfirst.notices import deliver, fan_out
from standfirst.notices.actions import tell
from standfirst.notices.claims import claim, lanes_waiting
from standfirst.notices.models import Dispatch, Subscription, Told, Wishes
from standfirst.notices.reach import devices_after
from standfirst.notices.testing import WhisperNotice, make_subscription

pytestmark = pytest.mark.django_db
State, Rank = Dispatch.State, Dispatch.Rank


@pytest.fixture(autouse=True)
def small_steps(monkeypatch):
    monkeypatch.setattr(fan_out, "STEP", 2)


@pytest.fixture
def readers(ben, cleo, dan, ada):
    return [ben, cleo, dan, ada]


@pytest.fixture
def crowd(readers, ben, uk, service):
    """Five copies by push: one device each, and two of Ben's."""
    for number, reader in enumerate([*readers, ben]):
        make_subscription(edition=uk, reader=reader, endpoint=service.endpoint(number))
    return [reader.pk for reader in readers]


def test_others_come_between_two_steps(told, crowd, ben):
    tell(WhisperNotice([*crowd, *crowd], "to all"))
    fan_out.fan_out()
    late = tell(WhisperNotice([ben.pk], "to Ben"))
    for _step in range(2):
        fan_out.fan_out()
    assert Told.objects.get(pk=late.pk).fanned_out_at is not None
    assert Told.objects.exclude(pk=late.pk).get().fanned_out_at is None


def test_what_few_hear_is_sent_before_the_rest_of_what_many_hear(told, crowd, ben, service):
    big = tell(WhisperNotice(crowd, "to all"))
    while fan_out.fan_out():
        pass
    small = tell(WhisperNotice([ben.pk], "to Ben"))
    fan_out.fan_out()
    _mark, numbers = claim("push", lane=service.host, most=99, seconds=9, now=timezone.now())
    order = [Dispatch.objects.get(pk=number) for number in numbers]
    assert [dispatch.told_id for dispatch in order[-2:]] == [big.pk, big.pk]
    assert {dispatch.rank for dispatch in order if dispatch.told_id == small.pk} == {Rank.FEW}


def test_a_worker_killed_in_a_step_has_lost_that_step_alone(told, crowd, monkeypatch, service):
    tell(WhisperNotice(crowd))
    fan_out.fan_out()

    def power_cut(*_arguments):
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr(fan_out, "write_dispatches", power_cut)
        with pytest.raises(KeyboardInterrupt):
            fan_out.fan_out()
    assert Told.objects.get().place == 2
    told()
    assert sorted(posted.path for posted in service.taken) == [f"/push/{number}" for number in range(5)]


def test_what_is_stopped_reaches_none_that_was_not_claimed(told, crowd, service):
    row = tell(WhisperNotice(crowd))
    fan_out.fan_out()
    Told.objects.filter(pk=row.pk).update(reference={"readers": crowd, "text": "gone"})
    told()
    assert service.taken == []
    assert Told.objects.get().fanned_out_at is not None
    assert set(Dispatch.objects.values_list("state", flat=True)) == {State.SKIPPED}


def test_a_step_through_devices_costs_the_same_everywhere(uk, django_assert_num_queries):
    numbers = [make_subscription(edition=uk).pk for _device in range(5)]
    place, seen = 0, []
    for _step in range(3):
        with django_assert_num_queries(1):
            hearers, place = devices_after(Subscription.objects.all(), place, 2)
        seen += [hearer.subscription for hearer in hearers]
    assert seen == numbers


def test_nobody_is_missed_when_somebody_leaves_between_two_steps(uk):
    numbers = [make_subscription(edition=uk).pk for _device in range(4)]
    _first, place = devices_after(Subscription.objects.all(), 0, 2)
    Subscription.objects.filter(pk=numbers[0]).delete()
    rest, _place = devices_after(Subscription.objects.all(), place, 2)
    assert [hearer.subscription for hearer in rest] == numbers[2:]


def test_lanes_are_found_without_walking_through_what_waits(
    told, crowd, uk, ben, service, django_assert_num_queries
):
    make_subscription(edition=uk, reader=ben, endpoint="https://web.push.apple.com/x")
    tell(WhisperNotice(crowd))
    while fan_out.fan_out():
        pass
    with django_assert_num_queries(3):
        assert lanes_waiting("push") == [service.host, "web.push.apple.com"]


def test_a_reader_who_pauses_after_the_fan_out_is_not_pushed_to(told, crowd, ben, service):
    tell(WhisperNotice(crowd))
    while fan_out.fan_out():
        pass
    Wishes.objects.create(reader=ben, paused_until=timezone.now() + timedelta(days=7))
    told()
    assert sorted(posted.path for posted in service.taken) == ["/push/1", "/push/2", "/push/3"]


def test_a_readers_own_number_a_day_is_kept(told, crowd, cleo, service):
    Wishes.objects.create(reader=cleo, pushes_a_day=1)
    for text in ("one", "two"):
        tell(WhisperNotice([cleo.pk], text))
        told()
    assert len(service.taken) == 1


def test_a_notice_in_quiet_hours_waits_for_their_end(told, crowd, cleo, service):
    now = timezone.now()
    hour = timedelta(hours=1)
    Wishes.objects.create(
        reader=cleo, time_zone="UTC", quiet_from=(now - hour).time(), quiet_to=(now + hour).time()
    )
    tell(WhisperNotice([cleo.pk]))
    told()
    assert service.taken == []
    assert Dispatch.objects.get(channel="push").not_before > now + hour / 2


def test_each_channel_that_may_wait_has_a_job_of_its_own(told):
    assert [job.name for job in deliver.jobs()] == ["tell", "deliver by inbox"]

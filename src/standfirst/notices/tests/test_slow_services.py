"""A push service that misbehaves keeps its own readers waiting and nobody else's: real ones, by TLS."""

import time

import pytest
from django.utils import timezone
from tests.certificates import own_certificate

from standfirst.notices import deliver, fan_out
from standfirst.notices.actions import tell
from standfirst.notices.channels.push import PushChannel
from standfirst.notices.models import Dispatch
from standfirst.notices.push import client, patience
from standfirst.notices.push.client import PushClient
from standfirst.notices.push.encryption import Vapid
from standfirst.notices.testing import WhisperNotice, make_subscription, push_service

from .conftest import VAPID_KEY

pytestmark = pytest.mark.django_db
State = Dispatch.State
#: Readers of the service that misbehaves; those of the other come after them in every queue.
MANY, FEW = 30, 10
SECONDS = 1.5


@pytest.fixture
def services(tmp_path, monkeypatch):
    """Two push services, and a channel that trusts their certificate."""
    trusted = own_certificate(tmp_path / "own.pem")
    with push_service(tmp_path / "own.pem") as bad, push_service(tmp_path / "own.pem") as good:
        listed = [bad.host, good.host]
        vapid = Vapid.from_hex(VAPID_KEY, contact="mailto:news@example.org")
        channel = PushChannel(vapid=vapid, listed=listed, client=PushClient(listed, tls=trusted))
        monkeypatch.setattr(fan_out, "CHANNELS", [channel])
        monkeypatch.setattr(deliver, "CHANNELS", [channel])
        monkeypatch.setattr(client, "ANSWER_SECONDS", SECONDS)
        monkeypatch.setattr(patience, "FIRST_REST", 0.1)
        yield bad, good
        bad.answers.set()
        channel.close()


@pytest.fixture
def everybody(services, uk, ben):
    for service, number in zip(services, (MANY, FEW), strict=True):
        for name in range(number):
            make_subscription(edition=uk, reader=ben, endpoint=service.endpoint(name))
    return [ben.pk]


def work():
    while deliver.tell_on():
        pass


def hangs(service):
    service.answers.clear()


def answers_500(service):
    service.status = 500


def cuts(service):
    service.cuts = True


def asks_to_wait(service):
    service.status, service.headers = 429, {"Retry-After": "60"}


@pytest.mark.parametrize("misbehave", [hangs, answers_500, cuts, asks_to_wait])
def test_the_others_are_served_on_time(services, everybody, misbehave):
    bad, good = services
    misbehave(bad)
    began = time.monotonic()
    tell(WhisperNotice(everybody))
    work()
    assert len(good.taken) == FEW
    assert max(posted.at for posted in good.taken) - began < SECONDS
    assert Dispatch.objects.filter(lane=good.host, state=State.SENT).count() == FEW
    assert Dispatch.objects.filter(lane=bad.host, state=State.WAITING).count() > MANY // 2


def test_once_it_is_well_its_readers_hear_too_each_once(services, everybody):
    bad, _good = services
    bad.status = 503
    tell(WhisperNotice(everybody))
    work()
    tried, bad.status = len(bad.taken), 201
    Dispatch.objects.filter(state=State.WAITING).update(not_before=timezone.now())
    time.sleep(0.2)
    work()
    assert set(Dispatch.objects.values_list("state", flat=True)) == {State.SENT}
    assert len(bad.taken) == tried + MANY


def test_a_service_that_is_away_is_not_hammered(services, everybody, monkeypatch):
    bad, _good = services
    monkeypatch.setattr(patience, "FIRST_REST", 60.0)
    answers_500(bad)
    for number in range(4):
        tell(WhisperNotice(everybody, f"news {number}"))
        work()
    assert len(bad.taken) <= MANY  # what was on its way when it was found out


def test_what_is_in_hand_when_the_worker_stops_waits_in_its_row(services, everybody):
    bad, good = services
    hangs(bad)
    tell(WhisperNotice(everybody))
    deliver.tell_on()
    bad.answers.set()
    deliver.rest()
    assert not Dispatch.objects.filter(state=State.CLAIMED).exists()
    assert len(bad.taken) + len(good.taken) == Dispatch.objects.filter(state=State.SENT).count()

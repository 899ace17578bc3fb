"""What the tests of notices share: the channels, a push service, a notice that needs no floor above."""

import pytest

from standfirst.notices import actions, channels, deliver, fan_out
from standfirst.notices.alerts.actions import Plan, write_alert
from standfirst.notices.channels.inbox import InboxChannel
from standfirst.notices.channels.push import PushChannel
from standfirst.notices.push.encryption import Vapid
from standfirst.notices.testing import Browser, WhisperNotice, make_subscription, push_service

VAPID_KEY = "c9f58f89813e9f8e872e71f42aa64e1757c9254dcc62b72ddc010bb4043ea11c"


@pytest.fixture
def service():
    with push_service() as running:
        yield running


@pytest.fixture
def push(service):
    vapid = Vapid.from_hex(VAPID_KEY, contact="mailto:news@example.org")
    channel = PushChannel(vapid=vapid, listed=[service.host])
    yield channel
    channel.close()


@pytest.fixture(autouse=True)
def whispers(monkeypatch):
    monkeypatch.setitem(actions.KINDS, WhisperNotice.kind, WhisperNotice)


@pytest.fixture
def told(monkeypatch, push):
    """Both channels, and a function that does what the worker does until nothing is left to do."""
    both = [InboxChannel(), push]
    monkeypatch.setattr(fan_out, "CHANNELS", both)
    monkeypatch.setattr(deliver, "CHANNELS", both)
    assert channels.CHANNELS

    def work():
        while fan_out.fan_out():
            pass
        while deliver.deliver():
            pass

    return work


@pytest.fixture
def devices(uk, us, service):
    """A browser in each edition, by the edition's slug."""
    made = {"uk": Browser(), "us": Browser()}
    for edition in (uk, us):
        make_subscription(
            edition=edition,
            browser=made[edition.slug],
            endpoint=f"http://{service.host}/push/{edition.slug}",
        )
    return made


@pytest.fixture
def write(story, uk, ada):
    def make(text="The bridge is open", *, by=ada, **plan):
        return write_alert(article=story, text=text, plan=Plan(**{"editions": [uk], **plan}), by=by)

    return make

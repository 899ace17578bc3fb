"""What the tests of notices share: the channels, a push service, a notice that needs no floor above."""

import pytest

from standfirst.notices import actions, channels, deliver, fan_out
from standfirst.notices.channels.inbox import InboxChannel
from standfirst.notices.channels.push import PushChannel
from standfirst.notices.push.encryption import Vapid
from standfirst.notices.testing import WhisperNotice, push_service

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

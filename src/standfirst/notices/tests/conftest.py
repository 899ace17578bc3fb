"""What the tests of notices share: the channels, a push service, a notice that needs no floor above."""

import pytest
from allauth.account.models import EmailAddress

from standfirst.notices import actions, channels, deliver, fan_out
from standfirst.notices.alerts.actions import Plan, send_alert, write_alert
from standfirst.notices.alerts.running import run_alerts
from standfirst.notices.channels.inbox import InboxChannel
from standfirst.notices.channels.mail import MailChannel
from standfirst.notices.channels.push import PushChannel
from standfirst.notices.push.encryption import Vapid
from standfirst.notices.testing import Browser, WhisperNotice, make_subscription, push_service
from standfirst.notices.wishes.actions import set_preferences

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


@pytest.fixture
def told_by_all(monkeypatch, push):
    """Mail, too, and a function that does what the worker does."""
    for module in (fan_out, deliver):
        monkeypatch.setattr(module, "CHANNELS", [InboxChannel(), push, MailChannel()])

    def work():
        while fan_out.fan_out():
            pass
        while deliver.deliver():
            pass
        run_alerts()

    return work


@pytest.fixture
def two_by_two(monkeypatch):
    monkeypatch.setattr(fan_out, "STEP", 2)


@pytest.fixture
def tick(uk):
    """Has readers with a proved address tick breaking news."""

    def make(*readers, by=("inbox", "mail")):
        for reader in readers:
            EmailAddress.objects.get_or_create(user=reader, email=reader.email, primary=True, verified=True)
            set_preferences(reader=reader.pk, wanted={("alert", channel): True for channel in by})

    return make


@pytest.fixture
def send(write, ada, told_by_all):
    """An alert that went out as far as it could."""

    def make(*words, **plan):
        alert = write(*words, **plan)
        send_alert(alert=alert, by=ada)
        told_by_all()
        alert.refresh_from_db()
        return alert

    return make

"""Mail is written down in the request and sent by the worker, to a real SMTP server."""

from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from types import SimpleNamespace

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from django.core.mail import BadHeaderError, EmailMessage, send_mail
from django.db import transaction
from django.utils import timezone
from tests.ports import free_port

from standfirst.notices.mail import queue as mail
from standfirst.notices.models import QueuedMail

pytestmark = pytest.mark.django_db


class Postbox:
    """Takes mail; refuses addresses at `gone.example` for good and those at `busy.example` for now."""

    def __init__(self):
        self.mails = []
        self.sessions = set()

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address.endswith("@gone.example"):
            return "550 no such reader"
        if address.endswith("@busy.example"):
            return "450 come back"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.mails.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        self.sessions.add(session.peer)
        return "250 OK"


@pytest.fixture
def outbox(settings):
    """The paper's own backend instead of the one that pytest-django puts there."""
    settings.EMAIL_BACKEND = "standfirst.notices.mail.queue.QueueBackend"


@pytest.fixture
def point_at(settings):
    def point(url):
        settings.CONFIGURATION = replace(settings.CONFIGURATION, smtp_url=url)

    return point


@pytest.fixture
def postbox(outbox, point_at):
    box = Postbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    point_at(f"smtp://127.0.0.1:{controller.port}")
    yield box
    controller.stop()


def write(*recipients, subject="A code"):
    send_mail(subject, "123456", "news@example.org", list(recipients) or ["ben@example.org"])


def test_a_mail_is_a_row_until_the_worker_sends_it(postbox):
    write()
    assert postbox.mails == []
    mail.send_waiting_mail()
    ((recipients, message),) = postbox.mails
    assert recipients == ["ben@example.org"]
    assert message.get_content().strip() == "123456"


def test_a_mail_is_sent_once(postbox):
    write()
    assert mail.send_waiting_mail()
    assert not mail.send_waiting_mail()
    assert len(postbox.mails) == 1


def test_a_mail_whose_cause_was_undone_never_goes_out(outbox):
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert not QueuedMail.objects.exists()


def test_one_connection_serves_a_whole_batch(postbox):
    for _ in range(5):
        write()
    mail.send_waiting_mail()
    assert (len(postbox.mails), len(postbox.sessions)) == (5, 1)


@pytest.mark.parametrize("field", ["subject", "from_email", "to", "cc"])
def test_a_line_break_in_a_header_is_refused(outbox, field):
    values = {"from_email": "a@example.org", "to": ["b@example.org"]}
    evil = "b@example.org\nBcc: everybody@example.org"
    values[field] = [evil] if field in {"to", "cc"} else evil
    with pytest.raises(BadHeaderError):
        EmailMessage(body="", **values).send()
    assert not QueuedMail.objects.exists()


def test_a_blind_copy_is_in_the_envelope_and_not_in_the_message(postbox):
    EmailMessage("Hello", "", "a@example.org", ["b@example.org"], bcc=["c@example.org"]).send()
    mail.send_waiting_mail()
    ((recipients, message),) = postbox.mails
    assert recipients == ["b@example.org", "c@example.org"]
    assert "c@example.org" not in message.as_string()


def test_a_mail_names_the_paper_and_not_the_machine(postbox):
    write()
    mail.send_waiting_mail()
    assert postbox.mails[0][1]["Message-ID"].endswith("@localhost>")


def test_an_address_that_is_gone_is_given_up_at_once_with_the_servers_words(postbox):
    write("dan@gone.example")
    mail.send_waiting_mail()
    row = QueuedMail.objects.get()
    assert row.failed_at
    assert "550 no such reader" in row.error


def test_a_busy_address_waits_and_does_not_hold_up_the_others(postbox):
    write("dan@busy.example")
    write()
    mail.send_waiting_mail()
    assert len(postbox.mails) == 1
    row = QueuedMail.objects.get(sent_at=None)
    assert (row.tries, row.failed_at) == (1, None)
    assert row.not_before > timezone.now()


def test_while_the_server_is_away_mail_waits_longer_and_longer(outbox, point_at):
    point_at(f"smtp://127.0.0.1:{free_port()}")
    write()
    assert not mail.send_waiting_mail()
    row = QueuedMail.objects.get()
    assert "127.0.0.1" in row.error
    assert mail.waiting().count() == 0
    assert [mail.wait_after(n).seconds for n in (1, 2, 3, 99)] == [30, 60, 120, 3600]


def test_after_the_last_try_the_error_is_kept(outbox, point_at):
    point_at(f"smtp://127.0.0.1:{free_port()}")
    write()
    QueuedMail.objects.update(tries=mail.MOST_TRIES - 1)
    mail.send_waiting_mail()
    row = QueuedMail.objects.get()
    assert row.failed_at
    assert row.error


def test_of_two_workers_one_gets_a_mail(outbox):
    write()
    number = QueuedMail.objects.get().pk
    assert [mail.claim(number), mail.claim(number)] == [True, False]


def test_what_a_dead_worker_held_is_taken_over(postbox):
    write()
    QueuedMail.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    mail.send_waiting_mail()
    assert len(postbox.mails) == 1


def test_the_paper_signs_in_with_the_password_of_the_address(outbox, point_at):
    seen = SimpleNamespace(login=None)

    def authenticate(server, session, envelope, mechanism, data):
        seen.login = (data.login, data.password)
        return AuthResult(success=True)

    box = Postbox()
    controller = Controller(
        box, hostname="127.0.0.1", port=free_port(), authenticator=authenticate, auth_require_tls=False
    )
    controller.start()
    point_at(f"smtp://news%40example.org:pa%3Ass@127.0.0.1:{controller.port}")
    write()
    mail.send_waiting_mail()
    controller.stop()
    assert seen.login == (b"news@example.org", b"pa:ss")
    assert len(box.mails) == 1


def test_a_server_without_the_promised_encryption_gets_nothing(postbox, point_at, settings):
    point_at(settings.CONFIGURATION.smtp_url.replace("smtp://", "smtp+starttls://"))
    write()
    mail.send_waiting_mail()
    assert postbox.mails == []
    assert "STARTTLS" in QueuedMail.objects.get().error


def test_sent_mail_is_forgotten_after_a_day(outbox):
    write()
    QueuedMail.objects.update(sent_at=timezone.now() - timedelta(days=2))
    mail.sweep_mail()
    assert not QueuedMail.objects.exists()

"""What comes back is believed for the receiver alone whose mark it carries."""

import io
import json
from dataclasses import replace

import pytest
from aiosmtpd.controller import Controller
from allauth.account.models import EmailAddress
from django.core.mail import EmailMessage
from tests.ports import free_port

from standfirst.notices.mail import bounces, queue, returned
from standfirst.notices.mail.marks import fingerprint, message_id
from standfirst.web.command import main

from .test_mail import Postbox

pytestmark = pytest.mark.django_db
BEN = "ben@example.org"
SECRET = "a secret of the mail server"
HOOK = "/_/mail/bounced"

REPORT = """\
From: MAILER-DAEMON@mx.example
To: {to}
Subject: Undelivered Mail
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; {final}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 no such user

--b
Content-Type: message/rfc822

Message-ID: {message_id}
Subject: Dan replied to you

Words.
--b--
"""


def report(*, to="bounces@harbour.example", action="failed", status="5.1.1", message="<x@y>", final=BEN):
    return REPORT.format(to=to, action=action, status=status, message_id=message, final=final).encode()


def verp(address=BEN):
    return f"bounces+{fingerprint(address)}@harbour.example"


def heard(raw):
    return bounces.count(bounces.from_report(raw))


@pytest.fixture
def hook(client, settings, uk):
    settings.CONFIGURATION = replace(settings.CONFIGURATION, bounce_secret=SECRET)

    def post(body, secret=SECRET, kind="application/json"):
        return client.post(HOOK, body, content_type=kind, headers={"Authorization": f"Bearer {secret}"})

    return post


def test_a_report_is_counted_by_the_envelope_it_came_back_to():
    assert heard(report(to=verp())) == bounces.Counted(1, 1)
    assert returned.is_closed(BEN)


def test_or_by_the_message_id_of_the_letter_that_hangs_on_it():
    heard(report(message=message_id(BEN)))
    assert returned.is_closed(BEN)


def test_a_report_without_our_mark_counts_for_nobody():
    """Anybody can send one that names any address."""
    assert heard(report(final=BEN)) == bounces.Counted(0, 0)
    assert not returned.is_closed(BEN)


@pytest.mark.parametrize(("action", "status", "count"), [("delayed", "4.4.7", 0), ("delivered", "2.0.0", 0)])
def test_delays_and_successes_are_no_bounces(action, status, count):
    assert heard(report(to=verp(), action=action, status=status)).heard == count


def test_a_full_box_is_counted_and_does_not_close():
    raw = report(to=verp(), status="4.2.2").replace(b"550 5.1.1 no such user", b"452 4.2.2 full")
    assert heard(raw) == bounces.Counted(1, 0)


@pytest.mark.parametrize(
    "raw", [b"", b"Subject: I am on holiday\n\nBack on Monday.", b"\xff\xfe\x00", b"x" * 100]
)
def test_other_mail_is_passed_over(raw):
    with pytest.raises(bounces.NotAReport):
        heard(raw)


def test_the_webhook_asks_for_the_secret(hook, client):
    said = json.dumps({"kind": "hard", "address": BEN})
    assert [hook(said, secret=wrong).status_code for wrong in ("", "guess")] == [403, 403]
    assert client.post(HOOK, said, content_type="application/json").status_code == 403
    assert not returned.is_closed(BEN)
    assert hook(said).json() == {"heard": 1, "closed": 1}
    assert returned.is_closed(BEN)


def test_without_a_secret_there_is_no_webhook(client, uk):
    assert client.post(HOOK, "{}", content_type="application/json").status_code == 404


def test_the_webhook_takes_a_report_as_it_is(hook):
    assert hook(report(to=verp()), kind="message/rfc822").json() == {"heard": 1, "closed": 1}


@pytest.mark.parametrize(
    "said",
    [
        "nonsense",
        "[1]",
        '{"kind": "odd", "address": "a@b.c"}',
        '{"kind": "hard"}',
        '[{"kind": "soft"}]',
        "null",
    ],
)
def test_what_the_webhook_cannot_read_is_said_and_nothing_is_counted(hook, said):
    answer = hook(said)
    assert answer.status_code == 422
    assert answer.json()["error"]


def test_one_bad_event_in_a_list_counts_none(hook):
    hook(json.dumps([{"kind": "hard", "address": BEN}, {"kind": "odd"}]))
    assert not returned.is_closed(BEN)


def test_the_command_reads_a_report_from_a_pipe(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(report(to=verp()))))
    assert main(["bounces", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"heard": 1, "closed": 1}
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Subject: Hello\n\nHello.")))
    assert main(["bounces"]) == 0
    assert "no delivery report" in capsys.readouterr().err


def test_the_server_that_refuses_a_reader_closes_the_channel(settings):
    settings.EMAIL_BACKEND = "standfirst.notices.mail.queue.QueueBackend"
    controller = Controller(Postbox(), hostname="127.0.0.1", port=free_port())
    controller.start()
    url = f"smtp://127.0.0.1:{controller.port}"
    settings.CONFIGURATION = replace(settings.CONFIGURATION, smtp_url=url)
    EmailMessage("Hello", "", "news@example.org", ["dan@gone.example"]).send()
    queue.send_waiting_mail()
    controller.stop()
    assert returned.is_closed("dan@gone.example")


def test_the_reader_is_told_and_has_it_tried_again(client, ben, uk):
    EmailAddress.objects.create(user=ben, email=BEN, primary=True, verified=True)
    client.force_login(ben)
    assert "came back" not in client.get("/notices/preferences").content.decode()
    returned.refused(BEN, "550 5.1.1")
    assert "came back" in client.get("/notices/preferences").content.decode()
    client.post("/notices/mail/again", headers={"Sec-Fetch-Site": "same-origin"})
    assert not returned.is_closed(BEN)

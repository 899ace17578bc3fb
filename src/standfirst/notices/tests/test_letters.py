"""Letters: one for all that is to be told by now, whole or not at all, with what mail programs ask for."""

from dataclasses import replace
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from standfirst.notices import deliver, fan_out
from standfirst.notices.actions import tell
from standfirst.notices.channels.mail import MailChannel
from standfirst.notices.mail import digests, stopping
from standfirst.notices.mail.marks import fingerprint, marks_in
from standfirst.notices.models import Dispatch, Preference, QueuedMail, Told
from standfirst.notices.testing import WhisperNotice, queued_letters

pytestmark = pytest.mark.django_db
State = Dispatch.State


@pytest.fixture(autouse=True)
def _proved(ben, uk, settings, monkeypatch):
    EmailAddress.objects.create(user=ben, email=ben.email, primary=True, verified=True)
    settings.CONFIGURATION = replace(
        settings.CONFIGURATION, url="https://harbour.example", bounces_to="bounces@harbour.example"
    )
    monkeypatch.setattr(WhisperNotice, "defaults", frozenset({"mail"}))
    settings.DEFAULT_FROM_EMAIL = "The Harbour Post <news@harbour.example>"


@pytest.fixture
def post(monkeypatch):
    """Mail alone, and a function that does what the worker does once the time has come."""
    channel = MailChannel()
    monkeypatch.setattr(fan_out, "CHANNELS", [channel])
    monkeypatch.setattr(deliver, "CHANNELS", [channel])

    def work():
        while fan_out.fan_out():
            pass
        Dispatch.objects.filter(state=State.WAITING).update(not_before=timezone.now() - timedelta(seconds=1))
        while deliver.deliver():
            pass

    return work


def the_letter():
    (found,) = queued_letters()
    return found


def text_of(message, kind="plain"):
    return message.get_body(preferencelist=(kind,)).get_content().replace("\r\n", "\n")


def test_all_that_waits_comes_in_one_letter(post, ben):
    for number in range(3):
        tell(WhisperNotice([ben.pk], text=f"whisper {number}"))
    post()
    assert [f"whisper {number}" in text_of(the_letter()) for number in range(3)] == [True] * 3
    assert "and 2 more" in the_letter()["Subject"]


def test_a_letter_says_the_same_as_text_and_as_html(post, ben):
    tell(WhisperNotice([ben.pk], text="the <ferry> & more"))
    post()
    assert "the <ferry> & more\n  https://harbour.example/world/" in text_of(the_letter())
    assert "the &lt;ferry&gt; &amp; more" in text_of(the_letter(), "html")
    assert the_letter().get_content_type() == "multipart/alternative"


def test_a_letter_carries_what_mail_programs_ask_for(post, ben):
    tell(WhisperNotice([ben.pk]))
    post()
    said = the_letter()
    link = said["List-Unsubscribe"].strip("<>")
    assert link.startswith("https://harbour.example/_/mail/stop/")
    assert said["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert said["List-Id"].endswith("<notices.harbour.example>")
    assert (said["From"], said["Auto-Submitted"]) == (
        "The Harbour Post <news@harbour.example>",
        "auto-generated",
    )
    assert b"\r\nList-Unsubscribe: <https://" in bytes(QueuedMail.objects.get().message)
    assert said["Date"]
    assert said["Reply-To"]
    assert link in text_of(said)


def test_nothing_in_a_letter_is_fetched_from_anywhere(post, ben):
    tell(WhisperNotice([ben.pk]))
    post()
    html = text_of(the_letter(), "html").lower()
    assert not [word for word in ("<img", "src=", "url(", "<link", "@import", "<script") if word in html]


def test_the_envelope_and_the_message_id_name_whom_it_was_for_without_the_address(post, ben):
    tell(WhisperNotice([ben.pk]))
    post()
    row = QueuedMail.objects.get()
    assert row.sender == f"bounces+{fingerprint(ben.email)}@harbour.example"
    assert marks_in(the_letter()["Message-ID"]) == [fingerprint(ben.email)]
    assert "ben@" not in row.sender


def test_a_letter_speaks_the_language_of_the_readers_edition(post, ben, de):
    ben.edition = de
    ben.save()
    tell(WhisperNotice([ben.pk]))
    post()
    assert "Whisper in de" in the_letter()["Subject"]
    assert the_letter()["Content-Language"] == "de"


def test_what_may_not_be_told_any_more_is_not_in_the_letter(post, ben):
    tell(WhisperNotice([ben.pk], text="kept"))
    taken_down = tell(WhisperNotice([ben.pk], text="said"))
    while fan_out.fan_out():
        pass
    Told.objects.filter(pk=taken_down.pk).update(reference={"readers": [ben.pk], "text": "gone"})
    post()
    assert "said" not in text_of(the_letter())
    assert sorted(Dispatch.objects.values_list("state", flat=True)) == [State.SENT, State.SKIPPED]


def test_who_said_no_meanwhile_gets_no_letter(post, ben):
    tell(WhisperNotice([ben.pk]))
    fan_out.fan_out()
    Preference.objects.update_or_create(
        reader=ben, kind="whisper", channel="mail", defaults={"wanted": False}
    )
    post()
    assert queued_letters() == []
    assert Dispatch.objects.get().outcome == digests.UNWANTED.text


def test_an_address_that_nobody_proved_gets_no_letter(post, dan):
    tell(WhisperNotice([dan.pk]))
    post()
    assert not Dispatch.objects.exists()


def test_what_comes_right_after_a_letter_waits_and_comes_together(post, ben):
    tell(WhisperNotice([ben.pk], text="first"))
    post()
    for text in ("second", "third"):
        tell(WhisperNotice([ben.pk], text=text))
    while fan_out.fan_out():
        pass
    Dispatch.objects.filter(state=State.WAITING).update(not_before=timezone.now())
    deliver.deliver()
    assert len(queued_letters()) == 1
    Dispatch.objects.filter(state=State.SENT).update(done_at=timezone.now() - timedelta(hours=1))
    post()
    assert all(word in text_of(queued_letters()[1]) for word in ("second", "third"))


def test_a_worker_killed_before_the_letter_was_queued_loses_and_doubles_nothing(post, ben, monkeypatch):
    tell(WhisperNotice([ben.pk]))
    with monkeypatch.context() as patched:
        patched.setattr(digests, "queue", lambda *_args, **_more: 1 / 0)  # and then the power went
        post()
    assert Dispatch.objects.get().state == State.CLAIMED
    Dispatch.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    deliver.sweep()
    channel = MailChannel()
    deliver.deliver_by(channel)
    deliver.deliver_by(channel)
    assert len(queued_letters()) == 1


def test_a_claim_that_was_taken_queues_nothing(post, ben, monkeypatch):
    tell(WhisperNotice([ben.pk]))
    held = digests._held

    def robbed(*args):
        found = held(*args)
        Dispatch.objects.update(claim="another's")
        return found

    monkeypatch.setattr(digests, "_held", robbed)
    post()
    assert queued_letters() == []


def test_one_click_stops_letters_without_cookie_or_origin(client, post, ben):
    tell(WhisperNotice([ben.pk]))
    post()
    link = the_letter()["List-Unsubscribe"].strip("<>").removeprefix("https://harbour.example")
    stranger = type(client)(enforce_csrf_checks=True)
    answer = stranger.post(link, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not stranger.cookies
    tell(WhisperNotice([ben.pk], text="again"))
    post()
    assert len(queued_letters()) == 1


def test_looking_at_the_link_stops_nothing(client, ben):
    link = stopping.link_for_notices(ben.pk, {"whisper"}).removeprefix("https://harbour.example")
    shown = client.get(link).content.decode()
    assert "Whispers" in shown
    assert 'value="One-Click"' in shown
    assert client.post(link, {"anything": "else"}).status_code == 422
    assert not Preference.objects.exists()


@pytest.mark.parametrize("secret", ["forged", "", "x" * 300])
def test_a_forged_link_is_refused_in_the_same_words_for_everybody(client, ben, secret):
    answers = []
    for number in (ben.pk, 999_999):
        link = f"/_/mail/stop/r{number}.whisper.{secret}"
        answer = client.post(link, {"List-Unsubscribe": "One-Click"})
        answers.append((answer.status_code, answer.content.decode().replace(link, "")))
    assert answers[0][0] == 404
    assert answers[0] == answers[1]
    assert not Preference.objects.exists()


def test_a_link_of_one_reader_is_none_for_another(client, ben, dan):
    good = stopping.link_for_notices(ben.pk, {"whisper"}).rpartition("/")[2]
    bad = good.replace(f"r{ben.pk}.", f"r{dan.pk}.")
    assert stopping.stopping_of(good)
    assert stopping.stopping_of(bad) is None


def test_a_link_of_somebody_who_has_left_is_answered_as_done(client, ben):
    link = stopping.link_for_notices(ben.pk, {"whisper"}).removeprefix("https://harbour.example")
    ben.delete()
    assert client.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200


def test_a_reader_who_is_signed_in_is_nobody_where_machines_come(client, ben, dan):
    """So another site's form does there in Ben's name what it could do without him: nothing."""
    client.force_login(ben)
    link = stopping.link_for_notices(dan.pk, {"whisper"}).removeprefix("https://harbour.example")
    client.post(link, {"List-Unsubscribe": "One-Click"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert Preference.objects.get().reader == dan


def test_the_link_of_a_letter_about_several_things_stops_all_letters(client, ben):
    link = stopping.link_for_notices(ben.pk, {"whisper", "reply"}).removeprefix("https://harbour.example")
    client.post(link, {"List-Unsubscribe": "One-Click"})
    assert ben.notice_wishes.mail == "never"

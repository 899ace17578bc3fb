"""An issue goes to everybody once, cut for each, whatever happens to the worker."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from standfirst.newsroom.stories.testing import CANARY
from standfirst.notices.mail import returned, stopping
from standfirst.notices.models import Copy, Issue, QueuedMail, Subscriber
from standfirst.notices.newsletters import actions, sending, subscribing
from standfirst.notices.newsletters.actions import CannotSend
from standfirst.notices.newsletters.testing import make_newsletter, make_subscribers
from standfirst.notices.testing import queued_letters

pytestmark = pytest.mark.django_db
State = Issue.State


@pytest.fixture
def briefing(uk, story, settings):
    settings.CONFIGURATION = replace(settings.CONFIGURATION, url="https://harbour.example")
    return make_newsletter(uk)


@pytest.fixture
def reads(ben, briefing):
    EmailAddress.objects.create(user=ben, email=ben.email, primary=True, verified=True)
    subscribing.subscribe(newsletter=briefing, reader=ben)


def send(briefing, ada):
    issue = actions.send_now(newsletter=briefing, by=ada)
    work()
    return issue


def work():
    while sending.send_issues():
        pass


def letters():
    return {letter["To"]: letter for letter in queued_letters()}


def text_of(message, kind="plain"):
    return message.get_body(preferencelist=(kind,)).get_content().replace("\r\n", "\n")


def test_each_story_is_cut_for_its_receiver(briefing, reads, ada):
    make_subscribers(briefing, 1)
    send(briefing, ada)
    found = letters()
    for kind in ("plain", "html"):
        assert CANARY in text_of(found["ben@example.org"], kind)
        assert "Paragraph 3 of the story" in text_of(found["stranger0@example.org"], kind)
        assert CANARY not in text_of(found["stranger0@example.org"], kind)


def test_nobody_who_has_an_account_is_told_to_get_one(briefing, reads, ada, story):
    story.wall = "metered:3:5/30:10/30"
    story.save()
    make_subscribers(briefing, 1)
    send(briefing, ada)
    bens, strangers = (text_of(letters()[f"{who}@example.org"], "html") for who in ("ben", "stranger0"))
    assert "for registered readers" in strangers
    assert "for registered readers" not in bens
    assert CANARY not in bens


def test_the_strictest_wall_of_any_edition_holds_for_strangers(briefing, us, ada, story):
    """Nobody knows from where a letter is read: the American edition is open, the British one is not."""
    briefing.edition = us
    briefing.save()
    make_subscribers(briefing, 1)
    send(briefing, ada)
    assert CANARY not in text_of(letters()["stranger0@example.org"])


def test_each_letter_is_its_receivers_own(briefing, ada):
    make_subscribers(briefing, 3)
    send(briefing, ada)
    found = letters()
    assert len(found) == 3
    for row in Subscriber.objects.all():
        link = found[row.address]["List-Unsubscribe"].strip("<>")
        assert link == stopping.link_for(f"n{row.pk}")
        assert link in text_of(found[row.address])
        assert f'href="{link}"' in text_of(found[row.address], "html")
        assert found[row.address]["To"] == row.address
    assert len({letter["Message-ID"] for letter in found.values()}) == 3


def test_no_line_of_a_letter_is_longer_than_the_standards_allow(briefing, ada):
    make_subscribers(briefing, 1)
    send(briefing, ada)
    head, _gap, body = bytes(QueuedMail.objects.get().message).partition(b"\r\n\r\n")
    assert max(map(len, body.split(b"\r\n"))) <= 76
    assert max(map(len, head.split(b"\r\n"))) <= 998
    assert not re.search(rb"(?<!\r)\n", body)


def test_an_editors_own_words_stand_on_top(briefing, ada):
    make_subscribers(briefing, 1)
    today = timezone.now().astimezone(briefing.edition.zone).date()
    actions.write_words(issue=Issue(newsletter=briefing, day=today), words="Good <morning>.\n\nAda", by=ada)
    send(briefing, ada)
    said = text_of(letters()["stranger0@example.org"], "html")
    assert said.index("Good &lt;morning&gt;.") < said.rindex("Bridge reopens")


def test_a_worker_killed_between_chunks_sends_nobody_two_and_forgets_nobody(briefing, ada, monkeypatch):
    monkeypatch.setattr(sending, "CHUNK", 3)
    make_subscribers(briefing, 10)
    issue = actions.send_now(newsletter=briefing, by=ada)
    with monkeypatch.context() as patched:
        patched.setattr(Copy.objects, "bulk_create", lambda *_args: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            sending.queue_chunk(issue)  # the power went in the middle of it
    assert not QueuedMail.objects.exists()
    stale = Issue.objects.select_related("newsletter__edition").get()
    sending.queue_chunk(stale)
    sending.queue_chunk(stale)  # a second worker, who had read the same
    assert QueuedMail.objects.count() == 3
    work()
    assert sorted(letters()) == sorted(f"stranger{number}@example.org" for number in range(10))
    assert QueuedMail.objects.count() == Copy.objects.count() == 10
    assert Issue.objects.get().state == State.SENT


def test_no_more_than_so_many_letters_wait_at_a_time(briefing, ada, monkeypatch):
    monkeypatch.setattr(sending, "CHUNK", 2)
    monkeypatch.setattr(sending, "MOST_WAITING", 4)
    make_subscribers(briefing, 9)
    send(briefing, ada)
    assert QueuedMail.objects.count() == 4
    QueuedMail.objects.all().delete()
    work()
    assert Copy.objects.count() == 8


def test_a_day_has_one_issue_whatever_is_clicked(briefing, ada):
    make_subscribers(briefing, 1)
    send(briefing, ada)
    with pytest.raises(CannotSend):
        send(briefing, ada)
    work()
    assert len(letters()) == 1


def test_it_goes_out_by_itself_at_its_hour_and_not_when_left_out(briefing, ada):
    now = timezone.now().astimezone(briefing.edition.zone)
    briefing.hour = (now - timedelta(minutes=5)).time().replace(second=0, microsecond=0)
    briefing.save()
    make_subscribers(briefing, 1)
    then = now - timedelta(minutes=5)
    issue = Issue.objects.create(newsletter=briefing, day=then.date(), state=State.SKIPPED)
    work()
    assert letters() == {}
    actions.skip(issue=issue, by=ada, taken_back=True)
    work()
    work()
    assert len(letters()) == 1


def test_who_is_not_confirmed_or_gave_letters_back_gets_none(briefing, reads, ada):
    make_subscribers(briefing, 2)
    Subscriber.objects.create(newsletter=briefing, address="asked@example.org")
    returned.refused("stranger1@example.org", "550 5.1.1")
    EmailAddress.objects.update(verified=False)
    send(briefing, ada)
    assert list(letters()) == ["stranger0@example.org"]


def test_a_story_that_was_taken_down_meanwhile_is_not_told(briefing, ada, story):
    make_subscribers(briefing, 1)
    actions.send_now(newsletter=briefing, by=ada)
    story.unpublish()
    work()
    assert "Bridge reopens" not in text_of(letters()["stranger0@example.org"])


def test_letters_that_somebody_waits_for_go_first(briefing, ada):
    from standfirst.notices.mail import queue

    make_subscribers(briefing, 2)
    send(briefing, ada)
    QueuedMail.objects.create(sender="a@example.org", recipients=["code@example.org"], message=b"")
    numbers = queue.waiting().order_by("is_bulk", "not_before", "pk").values_list("recipients", flat=True)
    assert numbers[0] == ["code@example.org"]


def test_who_wrote_skipped_and_sent_is_on_record(briefing, ada):
    from wagtail.models import ModelLogEntry

    day = date(2030, 1, 1)
    actions.write_words(issue=Issue(newsletter=briefing, day=day), words="Hello", by=ada)
    actions.skip(issue=Issue(newsletter=briefing, day=day), by=ada)
    actions.send_now(newsletter=briefing, by=ada)
    entries = ModelLogEntry.objects.filter(user=ada).order_by("pk")
    acts = [entry.action for entry in entries if entry.action.endswith("_issue")]
    assert acts == [actions.WROTE, actions.SKIPPED, actions.SENT]


def test_one_click_ends_one_subscription_and_no_other(client, briefing, ada):
    make_subscribers(briefing, 2)
    row = Subscriber.objects.first()
    link = stopping.link_for(f"n{row.pk}").removeprefix("https://harbour.example")
    assert "Morning briefing" in client.get(link).content.decode()
    assert client.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert list(Subscriber.objects.values_list("address", flat=True)) == ["stranger1@example.org"]
    assert client.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200

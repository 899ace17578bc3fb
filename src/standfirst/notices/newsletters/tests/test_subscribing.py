"""A stranger's address is confirmed by a button behind a link; nobody learns whether an address is known."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.utils import timezone

from standfirst.newsroom.stories.testing import CANARY
from standfirst.notices.models import Issue, Subscriber
from standfirst.notices.newsletters import subscribing
from standfirst.notices.newsletters.testing import make_newsletter

pytestmark = pytest.mark.django_db
HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def briefing(uk):
    return make_newsletter(uk)


def ask(client, briefing, address):
    return client.post(briefing.address, {"email": address}, headers=HERE)


def link_in(message):
    return re.search(r"https?://[^/]+(/newsletters/confirm/\S+)", message.body)[1]


def confirmed():
    return Subscriber.objects.filter(confirmed_at__isnull=False)


def test_an_address_is_confirmed_by_the_button_and_not_by_opening_the_link(client, briefing):
    assert ask(client, briefing, "new@example.org")["Location"] == "/newsletters/asked"
    link = link_in(mail.outbox[0])
    client.get(link)
    assert not confirmed().exists()
    assert client.post(link, headers=HERE)["Location"] == "/newsletters/confirmed"
    assert confirmed().get().address == "new@example.org"


def test_a_known_a_new_and_a_readers_address_get_the_same_answer_and_a_letter_each(client, briefing, ben):
    EmailAddress.objects.create(user=ben, email=ben.email, primary=True, verified=True)
    subscribing.subscribe(newsletter=briefing, reader=ben)
    Subscriber.objects.create(newsletter=briefing, address="known@example.org", confirmed_at=timezone.now())
    answers = [
        ask(client, briefing, address) for address in ("known@example.org", "new@example.org", ben.email)
    ]
    assert len({(answer.status_code, answer["Location"], answer.content) for answer in answers}) == 1
    assert [message.to for message in mail.outbox] == [
        ["known@example.org"],
        ["new@example.org"],
        [ben.email],
    ]
    assert ["/confirm/" in message.body for message in mail.outbox] == [False, True, False]


def test_an_address_gets_three_letters_a_day_and_the_answer_stays_the_same(client, briefing):
    answers = [ask(client, briefing, "new@example.org") for _time in range(5)]
    assert {answer.status_code for answer in answers} == {303}
    assert len(mail.outbox) == 3


def test_a_network_that_asks_too_often_is_told(client, briefing):
    answers = [ask(client, briefing, f"new{number}@example.org") for number in range(22)]
    assert [answer.status_code for answer in answers[-2:]] == [429, 429]
    assert "new21@example.org" in answers[-1].content.decode()


def test_what_is_no_address_is_shown_again(client, briefing):
    answer = client.post(briefing.address, {"email": "no address"}, headers=HERE)
    assert answer.status_code == 422
    assert "no address" in answer.content.decode()
    assert mail.outbox == []


def test_a_forged_or_old_link_confirms_nothing(client, briefing, monkeypatch):
    ask(client, briefing, "new@example.org")
    link = link_in(mail.outbox[0])
    assert client.post(f"{link}x", headers=HERE).status_code == 404
    monkeypatch.setattr(subscribing, "PATIENCE", timedelta(seconds=-1))
    assert client.post(link, headers=HERE).status_code == 404
    assert not confirmed().exists()


def test_an_address_that_a_reader_has_proved_becomes_the_readers(client, briefing, ben):
    EmailAddress.objects.create(user=ben, email=ben.email, primary=True, verified=True)
    ask(client, briefing, ben.email.upper())
    client.post(link_in(mail.outbox[0]), headers=HERE)
    row = Subscriber.objects.get()
    assert (row.reader, row.address) == (ben, "")


def test_who_never_confirms_is_forgotten(client, briefing):
    ask(client, briefing, "new@example.org")
    Subscriber.objects.update(asked_at=timezone.now() - timedelta(days=8))
    subscribing.forget_unconfirmed()
    assert not Subscriber.objects.exists()


def test_a_reader_chooses_newsletters_for_the_own_address(client, briefing, ben, dan):
    client.force_login(ben)
    client.post("/notices/newsletters", {"morning": "on"}, headers=HERE)
    assert confirmed().get().reader == ben
    assert "checked" in client.get("/notices/newsletters").content.decode()
    client.post("/notices/newsletters", {}, headers=HERE)
    assert not Subscriber.objects.exists()


def test_a_past_issue_shows_everybody_what_a_stranger_may_read(client, briefing, story, ben):
    now = timezone.now()
    issue = Issue.objects.create(
        newsletter=briefing, day=now.date(), state=Issue.State.SENT, started_at=now, stories=[story.pk]
    )
    client.force_login(ben)
    shown = client.get(issue.address)
    assert "Paragraph 3 of the story" in shown.content.decode()
    assert CANARY not in shown.content.decode()
    assert issue.address in client.get(briefing.address).content.decode()
    assert f"article/{story.number}" in shown["Standfirst-Keys"]


def test_an_issue_that_has_not_gone_out_is_not_there(client, briefing):
    issue = Issue.objects.create(newsletter=briefing, day=timezone.now().date())
    assert client.get(issue.address).status_code == 404
    assert client.get("/newsletters/morning/not-a-day").status_code == 404
    assert client.get("/newsletters/nothing").status_code == 404


def test_the_list_names_what_there_is(client, briefing):
    assert "Morning briefing" in client.get("/newsletters").content.decode()


def test_no_name_of_an_address_can_be_a_newsletters(uk):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        make_newsletter(uk, slug="asked").full_clean()

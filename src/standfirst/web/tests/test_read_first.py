"""Read first, prove later: the address alone lets one read on, and nothing else."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from standfirst.access.passes import COOKIE as PASS
from standfirst.editions.models import CodeDue, Edition
from standfirst.editions.queries import read_again
from standfirst.newsroom.stories.testing import CANARY
from standfirst.readers.joining import prune_unconfirmed
from standfirst.readers.models import Follow, Reader
from standfirst.readers.testing import make_reader
from standfirst.web.visits import pass_in

from .flow import SAME, ask, code_in_mail, confirm, join

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uk", "no_limits_spent", "later")]


@pytest.fixture
def later(uk):
    Edition.objects.update(code_due=CodeDue.LATER)
    read_again()


def ask_in_place(client, email="new@example.org"):
    return client.post("/_/join", {"email": email}, content_type="application/json", **SAME)


def test_the_address_alone_opens_the_article_in_place(client, story):
    assert CANARY not in client.get(story.address).content.decode()
    assert ask_in_place(client)["Read-First"] == "yes"
    assert CANARY in client.get(story.address).content.decode()
    assert code_in_mail()


def test_without_javascript_the_page_of_the_code_leads_on(client, story):
    page = client.get(ask(client, target=f"{story.address}#cut")["Location"]).content.decode()
    assert f'<a class="button" href="{story.address}#cut">Read on</a>' in page
    assert CANARY in client.get(story.address).content.decode()


def test_nobody_is_signed_in_by_it(client):
    ask_in_place(client)
    assert client.get("/_/me").json() == {"reader": None}
    assert "reader" not in client.cookies  # the hint that somebody is
    assert Reader.objects.get().last_login is None


def test_what_asks_for_a_reader_asks_for_the_proof(client, story, ben):
    ask_in_place(client)
    assert client.get("/account/")["Location"].startswith("/account/join/")
    client.post("/readers/ben/follow", **SAME)
    client.post(f"{story.address}/comments", {"text": "I was here."}, **SAME)
    assert not Follow.objects.exists()
    assert "I was here." not in client.get(f"{story.address}/comments").content.decode()


def test_known_unknown_closed_and_staff_addresses_get_the_same(client, client_b, client_c, ben, ada):
    make_reader("Dan Frost", is_active=False)
    clients = {
        "new@example.org": client, ben.email: client_b, "dan@example.org": client_c,
        ada.email: client.__class__(),
    }  # fmt: skip
    answers = {email: ask_in_place(one, email) for email, one in clients.items()}
    assert (
        len({(answer.status_code, answer.content, answer["Read-First"]) for answer in answers.values()}) == 1
    )
    assert {len(one.cookies[PASS].value) for one in clients.values()} == {len(client.cookies[PASS].value)}
    assert len(mail.outbox) == 4


def test_a_known_readers_account_is_not_touched_by_it(client, ben):
    before = Reader.objects.filter(pk=ben.pk).values().get()
    ask_in_place(client, ben.email)
    assert Reader.objects.filter(pk=ben.pk).values().get() == before
    assert not ben.sign_ins.exists()


def test_the_pass_ends_and_is_lent_once_in_a_session(client, story, monkeypatch):
    ask_in_place(client)
    end = pass_in({PASS: client.cookies[PASS].value}).end
    now = timezone.now().timestamp()
    assert 11 * 3600 < end - now <= 12 * 3600
    monkeypatch.setattr("time.time", lambda: now + 13 * 3600)
    assert CANARY not in client.get(story.address).content.decode()
    assert "Read-First" not in ask_in_place(client, "other@example.org").headers
    assert CANARY not in client.get(story.address).content.decode()


def test_another_question_does_not_make_it_last_longer(client, monkeypatch):
    ask_in_place(client)
    end = pass_in({PASS: client.cookies[PASS].value}).end
    now = timezone.now().timestamp()
    monkeypatch.setattr("time.time", lambda: now + 6 * 3600)
    ask_in_place(client)
    assert pass_in({PASS: client.cookies[PASS].value}).end == end


def test_it_is_renewed_on_the_way_as_any_pass_is(client, monkeypatch):
    ask_in_place(client)
    first = client.cookies[PASS].value
    now = timezone.now().timestamp()
    monkeypatch.setattr("time.time", lambda: now + 2 * 3600)
    client.get("/_/pass")
    renewed = pass_in({PASS: client.cookies[PASS].value})
    assert client.cookies[PASS].value != first
    assert renewed.fresh > now + 2 * 3600


def test_the_code_then_signs_in_as_ever(client):
    ask(client)
    confirm(client)
    assert client.get("/_/me").json()["reader"]["handle"].startswith("reader-")
    assert client.cookies["reader"].value == "1"


def test_whoever_signs_out_meets_the_wall(client, story):
    join(client)
    client.post("/account/logout/", **SAME)
    assert CANARY not in client.get(story.address).content.decode()


def test_an_edition_that_wants_the_code_now_lends_nothing(client, story):
    Edition.objects.update(code_due=CodeDue.NOW)
    read_again()
    assert "Read-First" not in ask_in_place(client).headers
    assert PASS not in client.cookies


def test_where_the_registered_are_counted_nothing_is_lent(client):
    Edition.objects.update(wall="metered:3:2/30:5/30")
    read_again()
    assert "Read-First" not in ask_in_place(client).headers


def test_a_session_that_somebody_else_made_up_is_lent_nothing(client, story):
    client.cookies["session"] = "x" * 32
    assert client.get("/_/pass").status_code == 204
    assert CANARY not in client.get(story.address).content.decode()


def test_addresses_that_were_never_proved_are_forgotten(client):
    ask_in_place(client)
    Reader.objects.update(joined_at=timezone.now() - timedelta(hours=25))
    prune_unconfirmed()
    assert not Reader.objects.exists()

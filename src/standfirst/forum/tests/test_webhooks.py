"""Webhooks: the operator's programs hear of comments, signed, again until they listen; no private network does."""

from __future__ import annotations

import base64
import hmac
import json
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from django.db import transaction
from django.utils import timezone

from standfirst.forum.actions import open_thread, post_comment, report
from standfirst.forum.machines.webhook_targets import BadTarget, target_of
from standfirst.forum.machines.webhooks import call_webhooks
from standfirst.forum.models import Comment, Webhook
from standfirst.forum.moderation.actions import reject
from standfirst.forum.moderation.grounds import Why
from standfirst.web.doctor.webhooks import check_webhooks

SECRET = "a-secret-of-enough-letters"


@contextmanager
def program(*statuses):
    """A program that answers with these, the last of them for ever; gives its address and what it heard."""
    heard, answers = [], list(statuses)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            heard.append((self.headers, self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(answers.pop(0) if len(answers) > 1 else answers[0])
            self.end_headers()

        def log_message(self, *_said):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/hook", heard
        server.shutdown()


@pytest.fixture
def listens(settings):
    """Puts an address into the operator's settings."""

    def put(url, hosts=None):
        host = url.partition("//")[2].partition("/")[0]
        settings.CONFIGURATION = replace(
            settings.CONFIGURATION,
            webhooks=(url,),
            webhook_secret=SECRET,
            webhook_hosts=(host,) if hosts is None else hosts,
        )

    return put


def due():
    Webhook.objects.update(not_before=timezone.now() - timedelta(seconds=1))


@pytest.mark.django_db
def test_without_webhooks_nothing_is_written(story, ben):
    post_comment(thread=open_thread(story), author=ben, text="Hello.")
    assert not Webhook.objects.exists()


@pytest.mark.django_db
def test_new_flagged_and_decided_are_told_in_order_and_signed(story, ben, dan, cleo, listens):
    with program(204) as (url, heard):
        listens(url)
        comment = post_comment(thread=open_thread(story), author=ben, text="Hello.")
        report(comment=comment, reader=dan, reason="spam")
        reject(comment=comment, by=cleo, reason=Why(words="It is one."))
        assert call_webhooks()
    told = [json.loads(body) for _headers, body in heard]
    assert sorted(one["type"] for one in told) == ["comment.decided", "comment.flagged", "comment.new"]
    assert {one["data"]["comment"] for one in told} == {comment.pk}
    assert "@" not in str(told)
    headers, body = heard[0]
    said = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    mac = base64.b64encode(hmac.new(SECRET.encode(), said, sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{mac}"
    assert not call_webhooks()


@pytest.mark.django_db
def test_who_does_not_listen_is_told_again_under_the_same_name(story, ben, listens):
    with program(500, 200) as (url, heard):
        listens(url)
        post_comment(thread=open_thread(story), author=ben, text="Hello.")
        call_webhooks()
        row = Webhook.objects.get()
        assert (row.state, row.outcome, row.tries) == ("waiting", "answered 500", 1)
        assert row.not_before > timezone.now() + timedelta(seconds=10)
        due()
        call_webhooks()
    assert len({headers["webhook-id"] for headers, _body in heard}) == 1
    assert Webhook.objects.get().state == "sent"


@pytest.mark.django_db
def test_it_is_given_up_at_last_and_doctor_says_so(story, ben, listens, settings):
    with program(500) as (url, heard):
        listens(url)
        post_comment(thread=open_thread(story), author=ben, text="Hello.")
        for _try in range(8):
            due()
            call_webhooks()
    assert (Webhook.objects.get().state, len(heard)) == ("failed", 8)
    (finding,) = check_webhooks(settings.CONFIGURATION)
    assert "1 given up within a day" in str(finding)


@pytest.mark.django_db
def test_what_a_dead_worker_held_is_sent_by_the_next(story, ben, listens):
    with program(200) as (url, heard):
        listens(url)
        post_comment(thread=open_thread(story), author=ben, text="Hello.")
        held = Webhook.objects.filter(state="waiting")
        held.update(mark="somebody", taken_until=timezone.now() + timedelta(minutes=1))
        assert not call_webhooks()
        held.update(taken_until=timezone.now() - timedelta(seconds=1))
        assert call_webhooks()
    assert len(heard) == 1


@pytest.mark.django_db
def test_nothing_is_told_of_what_never_came_to_be(story, ben, listens):
    listens("https://bot.example/hook", hosts=())
    with transaction.atomic():
        post_comment(thread=open_thread(story), author=ben, text="Hello.")
        transaction.set_rollback(True)
    assert (Comment.objects.count(), Webhook.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_a_name_that_leads_into_the_private_network_is_not_called(story, ben, listens, monkeypatch):
    with program(200) as (url, heard):
        port = url.rpartition(":")[2].partition("/")[0]
        monkeypatch.setattr("socket.getaddrinfo", lambda *_a, **_k: [(2, 1, 6, "", ("127.0.0.1", int(port)))])
        listens(f"https://bot.example:{port}/hook", hosts=())
        post_comment(thread=open_thread(story), author=ben, text="Hello.")
        call_webhooks()
    assert heard == []
    assert "no public address" in Webhook.objects.get().outcome


@pytest.mark.parametrize(
    "url",
    [
        "http://bot.example/hook", "ftp://bot.example", "https://127.0.0.1/", "https://[::1]/", "https://10.0.0.1/x",
        "https://169.254.169.254/latest", "https://[::ffff:127.0.0.1]/", "https://localhost/", "https://bot/",
        "https://2130706433/", "https://0x7f.1/", "https://a.0x1/", "https://user@bot.example/", "https://", "nonsense",
        "https://paper.internal/", "https://0.0.0.0/", "https://bot.example:x/",
    ],
)  # fmt: skip
def test_only_public_addresses_by_https_may_be_called(url):
    with pytest.raises(BadTarget):
        target_of(url)


def test_a_listed_host_may_be_anywhere():
    assert target_of("http://127.0.0.1:9000/x", ["127.0.0.1:9000"]).listed
    with pytest.raises(BadTarget):
        target_of("http://127.0.0.1:9001/x", ["127.0.0.1:9000"])

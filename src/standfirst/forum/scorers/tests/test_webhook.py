"""A scorer over HTTP, against a real server on this machine."""

import base64
import hmac
import json
import threading
import time
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from standfirst.forum.actions import open_thread, post_comment
from standfirst.forum.scorers import scorer
from standfirst.forum.scorers.scorer import Said, risk_of
from standfirst.forum.scorers.webhook import FAILURES, ScorerError, WebhookScorer, read_answer
from standfirst.forum.testing import make_comment

SECRET = "a secret of sixteen"
SAID = Said("Buy my book", 81)


@pytest.fixture
def hook():
    """Answers what `answer` holds, after `delay` seconds; remembers what it was asked."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            server.asked.append((dict(self.headers), body))
            time.sleep(server.delay)
            self.send_response(server.status)
            self.send_header("Location", "http://localhost:1/")
            self.end_headers()
            self.wfile.write(server.answer)

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.asked, server.answer, server.status, server.delay = [], b'{"score": 0.93}', 200, 0
    server.url = f"http://127.0.0.1:{server.server_port}/"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    scorer.use(None)
    server.shutdown()
    server.server_close()
    thread.join()


def test_it_is_told_the_words_and_the_place_and_nothing_of_who_says_them(hook):
    WebhookScorer(hook.url, SECRET, 20).score(SAID)
    assert json.loads(hook.asked[0][1]) == {"text": "Buy my book", "story": 81, "reply": False}


def test_every_question_is_signed(hook):
    WebhookScorer(hook.url, SECRET, 20).score(SAID)
    headers, body = hook.asked[0]
    said = f"{headers['Webhook-Id']}.{headers['Webhook-Timestamp']}.".encode() + body
    mac = base64.b64encode(hmac.new(SECRET.encode(), said, sha256).digest()).decode()
    assert headers["Webhook-Signature"] == f"v1,{mac}"


def test_its_score_is_a_percentage_with_reasons():
    risk = read_answer(b'{"score": 0.934, "because": ["buy", 7, "book"]}')
    assert (risk.percent, risk.because) == (93, ("buy", "book"))


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b'{"score": 2}', b'{"score": true}', b'{"score": NaN}', b"\xff"]
)
def test_any_other_answer_is_none(body):
    with pytest.raises(ScorerError):
        read_answer(body)


@pytest.mark.parametrize(("status", "answer"), [(500, b"{}"), (302, b""), (200, b"x" * 70_000), (200, b"no")])
def test_a_failure_is_logged_without_the_words_and_holds_nothing(hook, caplog, status, answer):
    hook.status, hook.answer = status, answer
    scorer.use(WebhookScorer(hook.url, SECRET, 20))
    assert risk_of(SAID) is None
    assert "no answer" in caplog.text
    assert "Buy my book" not in caplog.text


def test_who_is_too_slow_is_not_waited_for(hook):
    hook.delay = 2
    scorer.use(WebhookScorer(hook.url, SECRET, 0.1))
    assert risk_of(SAID) is None


def test_after_some_failures_it_rests(hook):
    hook.status = 500
    scorer.use(WebhookScorer(hook.url, SECRET, 20))
    for number in range(FAILURES + 3):
        risk_of(Said(f"Number {number}", 81))
    assert len(hook.asked) == FAILURES


def test_a_retry_asks_nobody_again(hook):
    scorer.use(WebhookScorer(hook.url, SECRET, 20))
    assert risk_of(SAID) == risk_of(SAID)
    assert len(hook.asked) == 1


@pytest.mark.django_db
def test_what_it_finds_risky_waits_where_the_thread_says_so(hook, story, uk, ben):
    from standfirst.forum.policy.models import StatedPolicy
    from standfirst.forum.policy.policies import Premoderation

    StatedPolicy.objects.create(article=story, premoderation=Premoderation.RISKY)
    make_comment(story, ben)
    scorer.use(WebhookScorer(hook.url, SECRET, 20))
    comment = post_comment(thread=open_thread(story), author=ben, text="Buy my book.")
    assert (comment.status, comment.reasons) == ("pending", ["scored"])
    assert comment.findings[0]["rule"] == "webhook: 93 %"


@pytest.mark.django_db
def test_staff_are_scored_by_nobody(hook, story, uk, ada):
    scorer.use(WebhookScorer(hook.url, SECRET, 20))
    ada.is_staff = True
    ada.save()
    post_comment(thread=open_thread(story), author=ada, text="Thank you all.")
    assert hook.asked == []

"""Web push: encrypted, sent and recorded in the database, against pywebpush in a loop with one session."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.journeys.paper import Paper

from .processes import CLIENT_CORE, SERVER_CORE, free_port, server
from .table import Row, ratio_row

SUBSCRIBERS = 3000
BY_PYWEBPUSH = 400
ROUNDS = 3

#: An alert to every subscriber, by the worker's own jobs; the time is theirs from first claim to last record.
OURS = """
import time
from standfirst.editions.models import Edition
from standfirst.newsroom.stories.models import Article
from standfirst.notices.alerts.actions import Plan, send_alert, write_alert
from standfirst.notices.deliver import deliver
from standfirst.notices.fan_out import fan_out
from standfirst.notices.models import Dispatch, Subscription
from standfirst.notices.testing import make_subscription
from standfirst.readers.models import Reader

edition = Edition.objects.first()
ada, _ = Reader.objects.get_or_create(email="ada@example.org", defaults={{"is_staff": True}})
while Subscription.objects.count() < {subscribers}:
    n = Subscription.objects.count()
    make_subscription(edition=edition, endpoint=f"http://{host}/push/{{n}}", alerts=True)
alert = write_alert(article=Article.objects.first(), text="Round {number}", plan=Plan([edition]), by=ada)
send_alert(alert=alert, by=ada)
alert.refresh_from_db()
while fan_out():
    pass
began = time.perf_counter()
while deliver():
    pass
spent = time.perf_counter() - began
sent = Dispatch.objects.filter(told__alert_round__alert=alert, state=Dispatch.State.SENT).count()
assert sent == {subscribers}, (sent, list(Dispatch.objects.values_list("channel", "state", "outcome")[:3]))
answer = sent / spent
"""

#: The same words to the same browsers, one after another; nothing is recorded.
PYWEBPUSH = """
import time
import requests
from django.conf import settings
from py_vapid import Vapid
from pywebpush import webpush
from cryptography.hazmat.primitives.asymmetric import ec
from standfirst.notices.models import Subscription

private = ec.derive_private_key(int(settings.CONFIGURATION.vapid_key, 16), ec.SECP256R1())
vapid = Vapid(private)
infos = [
    {{"endpoint": s.endpoint, "keys": {{"p256dh": s.p256dh, "auth": s.auth}}}}
    for s in Subscription.objects.all()[:{count}]
]
session = requests.Session()
began = time.perf_counter()
for info in infos:
    webpush(info, "x" * 150, vapid_private_key=vapid, vapid_claims={{"sub": "mailto:news@example.org"}},
            requests_session=session, ttl=3600)
answer = len(infos) / (time.perf_counter() - began)
"""


def measure(folder: Path) -> list[Row]:
    port = free_port()
    host = f"127.0.0.1:{port}"
    paper = Paper(folder / "paper", free_port(), {"STANDFIRST_PUSH_HOSTS": host})
    paper.init()
    paper.story(title="The ferry that would not sail")
    endpoint = Path(__file__).with_name("push_endpoint.py")
    command = ["taskset", "-c", CLIENT_CORE, sys.executable, endpoint, str(port)]
    with server(command, url=None):
        before = os.sched_getaffinity(0)
        os.sched_setaffinity(0, {int(SERVER_CORE)})
        try:
            rounds = [_round(paper, host, number) for number in range(ROUNDS)]
        finally:
            os.sched_setaffinity(0, before)
    ours, peer = map(list, zip(*rounds, strict=True))
    return [
        ratio_row("web push, encrypted, sent, recorded, against pywebpush", ours, peer, "/s", bar=3, goal=5)
    ]


def _round(paper: Paper, host: str, number: int) -> tuple[float, float]:
    ours: float = paper.python(OURS.format(subscribers=SUBSCRIBERS, host=host, number=number))
    peer: float = paper.python(PYWEBPUSH.format(count=BY_PYWEBPUSH))
    return ours, peer

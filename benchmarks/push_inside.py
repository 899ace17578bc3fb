"""What the measurements of pushes run inside a paper, in a process of its own."""

from __future__ import annotations

import resource
import time
from typing import Any

TEXT = "x" * 150


def subscribe(host: str, number: int) -> int:
    """So many devices in all, each with an address of its own; how many there are."""
    from standfirst.editions.models import Edition
    from standfirst.notices.models import Subscription
    from standfirst.notices.push.encryption import b64
    from standfirst.notices.testing import Browser

    edition, browser = Edition.objects.all()[0], Browser()
    keys = {"p256dh": b64(browser.public), "auth": b64(browser.auth), "edition": edition}
    there = Subscription.objects.count()
    Subscription.objects.bulk_create(
        (Subscription(endpoint=f"https://{host}/push/{n}", **keys) for n in range(there, number)),
        batch_size=1000,
    )
    return Subscription.objects.count()


def approve(text: str) -> float:
    """Send an alert off to everybody; when it was done (seconds since 1970)."""
    from standfirst.editions.models import Edition
    from standfirst.newsroom.stories.models import Article
    from standfirst.notices.alerts.actions import Plan, send_alert, write_alert
    from standfirst.readers.models import Reader

    ada, _made = Reader.objects.get_or_create(email="ada@example.org", defaults={"is_staff": True})
    alert = write_alert(
        article=Article.objects.all()[0], text=text, plan=Plan([Edition.objects.all()[0]]), by=ada
    )
    send_alert(alert=alert, by=ada)
    return time.time()


def send_all(*, with_fan_out: bool) -> dict[str, Any]:
    """Encrypt, send and record every copy by the worker's own jobs, `with_fan_out` or after it: seconds, how many were
    sent, and by how many megabytes the process grew meanwhile at most."""
    from standfirst.notices.alerts.running import run_alerts
    from standfirst.notices.deliver import tell_on
    from standfirst.notices.fan_out import fan_out

    run_alerts()
    while not with_fan_out and fan_out():
        pass
    sent_before, memory_before, most = states().get("sent", 0), _memory(), 0.0
    began, worked = time.perf_counter(), time.process_time()
    while tell_on():
        most = max(most, _memory() - memory_before)
    return {
        "seconds": time.perf_counter() - began,
        "worked": time.process_time() - worked,
        "sent": states().get("sent", 0) - sent_before,
        "grew": most,
    }


def _memory() -> float:
    """Megabytes that this process holds for itself: not the pages of the database's file, which SQLite maps."""
    with open("/proc/self/statm") as said:  # noqa: PTH123 - read again and again
        _size, resident, shared, *_rest = map(int, said.read().split())
    return (resident - shared) * resource.getpagesize() / 1024**2


def by_pywebpush(number: int, certificate: str) -> dict[str, float]:
    """The same words to so many of the same browsers by pywebpush, one after another; nothing is recorded."""
    import requests
    from cryptography.hazmat.primitives.asymmetric import ec
    from django.conf import settings
    from py_vapid import Vapid
    from pywebpush import webpush

    vapid = Vapid(ec.derive_private_key(int(settings.CONFIGURATION.vapid_key, 16), ec.SECP256R1()))
    session = requests.Session()
    session.trust_env, session.verify = False, certificate
    infos = subscriptions(number)
    began, worked = time.perf_counter(), time.process_time()
    for info in infos:
        webpush(
            info, TEXT, vapid_private_key=vapid, vapid_claims={"sub": "mailto:news@example.org"},
            requests_session=session, ttl=3600,
        )  # fmt: skip
    return {
        "rate": len(infos) / (time.perf_counter() - began),
        "worked": len(infos) / (time.process_time() - worked),
    }


def subscriptions(number: int) -> list[dict[str, Any]]:
    """As browsers name them."""
    from standfirst.notices.models import Subscription

    return [
        {"endpoint": row.endpoint, "keys": {"p256dh": row.p256dh, "auth": row.auth}}
        for row in Subscription.objects.all()[:number]
    ]


def states() -> dict[str, int]:
    """How many copies are in which state."""
    from django.db.models import Count

    from standfirst.notices.models import Dispatch

    return dict(Dispatch.objects.values_list("state").annotate(Count("pk")))


def free_the_dead() -> int:
    """As if the leases of a dead worker had run out meanwhile; how many copies it had in hand."""
    from django.utils import timezone

    from standfirst.notices.models import Dispatch

    return Dispatch.objects.filter(state="claimed").update(claimed_until=timezone.now())

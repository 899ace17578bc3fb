"""Webhooks: the operator's own programs hear of comments that are new, flagged and decided.

What happens in a request writes a row and no more; the worker sends, signs, and tries again, for as long as notices are
tried. A worker that dies in the middle has its rows taken up by the next: a program may hear a thing twice, under the
same name, and misses none.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone

from standfirst.kit.zones import iso_utc
from standfirst.notices.push.client import Answer, NoAnswer, PushClient
from standfirst.notices.rules import delay

from ..addresses import permalink
from ..models import Comment, Webhook
from ..signing import signed
from .webhook_targets import BadTarget, target_of

BATCH = 50
LEASE = timedelta(minutes=2)
KEPT = timedelta(days=30)
Event = Webhook.Event


def hook(event: str, comment: Comment, **said: Any) -> None:
    """Called in the transaction that made it true; without webhooks it costs nothing."""
    urls = settings.CONFIGURATION.webhooks
    if urls:
        Webhook.objects.bulk_create(
            [Webhook(event=event, comment=comment, said=said, url=url) for url in urls]
        )


def call_webhooks() -> bool:
    """The job: send a batch. Says whether there was work."""
    taken = _take(timezone.now())
    if taken:
        _record(taken, asyncio.run(_send_all([(row, _body(row)) for row in taken])), timezone.now())
    return bool(taken)


def forget_webhooks() -> bool:
    """The job: what was done is the record for a month."""
    old = Webhook.objects.filter(done_at__lt=timezone.now() - KEPT).values_list("pk", flat=True)[:5000]
    return bool(Webhook.objects.filter(pk__in=list(old)).delete()[0])


def _take(now: datetime) -> list[Webhook]:
    """Those that are due and nobody's, by one conditional UPDATE; a dead worker's are nobody's after a while."""
    free = Q(taken_until=None) | Q(taken_until__lt=now)
    due = Webhook.objects.filter(free, state=Webhook.State.WAITING, not_before__lte=now).order_by(
        "not_before", "id"
    )
    numbers = list(due.values_list("pk", flat=True)[:BATCH])
    mark = secrets.token_hex(16)
    mine = Webhook.objects.filter(free, pk__in=numbers, state=Webhook.State.WAITING)
    if not numbers or not mine.update(mark=mark, taken_until=now + LEASE):
        return []
    taken = Webhook.objects.filter(pk__in=numbers, mark=mark).order_by("id")
    return list(taken.select_related("comment__author", "comment__thread__article"))


def _record(taken: list[Webhook], outcomes: list[tuple[bool, str, float | None]], now: datetime) -> None:
    for row, (is_sent, said, retry_after) in zip(taken, outcomes, strict=True):
        again = None if is_sent else delay(row.tries + 1, retry_after)
        state = Webhook.State.SENT if is_sent else Webhook.State.FAILED
        Webhook.objects.filter(pk=row.pk, mark=row.mark).update(
            state=Webhook.State.WAITING if again is not None else state,
            not_before=now + again if again is not None else row.not_before,
            done_at=None if again is not None else now,
            outcome=said[:200],
            tries=F("tries") + 1,
            taken_until=None,
            mark="",
        )


async def _send_all(rows: list[tuple[Webhook, bytes]]) -> list[tuple[bool, str, float | None]]:
    """For each: was it taken, what was said, and the seconds after which to try again."""
    client = PushClient(settings.CONFIGURATION.webhook_hosts)
    try:
        return list(await asyncio.gather(*(_send(client, row, body) for row, body in rows)))
    finally:
        await client.close()


async def _send(client: PushClient, row: Webhook, body: bytes) -> tuple[bool, str, float | None]:
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Standfirst",
        **signed(body, name=str(row.name), at=int(time.time()), secret=settings.CONFIGURATION.webhook_secret),
    }
    try:
        target = target_of(row.url, settings.CONFIGURATION.webhook_hosts)
        answer = await client.post(target, headers=headers, body=body)
    except (BadTarget, NoAnswer) as error:
        return False, str(error), None
    return _outcome(answer)


def _outcome(answer: Answer) -> tuple[bool, str, float | None]:
    return 200 <= answer.status < 300, f"answered {answer.status}", answer.retry_after


def _body(row: Webhook) -> bytes:
    """What is sent: docs/guides/webhooks.md. No e-mail address, and of a quote of the story not a word."""
    comment = row.comment
    author = comment.author
    told = {
        "type": row.event,
        "timestamp": iso_utc(row.at),
        "data": {
            **row.said,
            "comment": comment.pk,
            "thread": comment.thread_id,
            "answers": comment.parent_id,
            "address": f"{settings.CONFIGURATION.url}{permalink(comment)}",
            "status": str(comment.status),
            "reasons": comment.reasons,
            "text": comment.text,
            "author": {"number": author.pk, "name": str(author), "handle": author.handle} if author else None,
            "written": iso_utc(comment.created_at),
        },
    }
    return json.dumps(told, ensure_ascii=False).encode()

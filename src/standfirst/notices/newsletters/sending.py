"""The jobs that send issues off when they are due, and queue them chunk by chunk.

A chunk is one transaction: the issue's cursor, moved by a conditional UPDATE, the copies and their mails. A worker
killed at any point has queued a chunk wholly or not at all, and of two workers one gets it.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from ..mail.letters import Post
from ..mail.returned import closed_among
from ..mail.stopping import link_for
from ..models import Copy, Issue, Newsletter, QueuedMail, Subscriber
from .keys import newsletter_changed
from .mould import ADDRESS, MESSAGE, STOP, Mould
from .plans import plan_of
from .rules import due
from .writing import READER, STRANGER, issue_said, stories_of

log = logging.getLogger(__name__)
CHUNK = 200
#: No more letters than this wait at a time: what is not sent takes room.
MOST_WAITING = 1000
State = Issue.State


def send_issues() -> bool:
    """The job: send off what is due, and queue one chunk. Says whether there is more to do at once."""
    now = timezone.now()
    for newsletter in Newsletter.objects.filter(is_open=True).select_related("edition"):
        found = due(plan_of(newsletter), now)
        if found is not None:
            today, _made = Issue.objects.get_or_create(newsletter=newsletter, day=found.day)
            start(today, now=now)
    sending = Issue.objects.filter(state=State.SENDING).select_related("newsletter__edition")
    issue = sending.order_by("started_at", "pk").first()
    return issue is not None and queue_chunk(issue)


def start(issue: Issue, *, now: datetime) -> bool:
    """Send it off, once: False when it was, or when it is left out. Its stories are those of the front now."""
    if issue.state != State.PLANNED:
        return False
    stories = [story.pk for story in stories_of(issue)]
    planned = Issue.objects.filter(pk=issue.pk, state=State.PLANNED)
    with transaction.atomic():
        begun = bool(planned.update(state=State.SENDING, started_at=now, stories=stories))
        if begun:
            newsletter_changed(issue.newsletter)  # its page lists this issue now
    return begun


def queue_chunk(issue: Issue) -> bool:
    """Queue the next chunk; False when enough waits, or when all of it is queued."""
    waiting = QueuedMail.objects.filter(is_bulk=True, sent_at=None, failed_at=None)[:MOST_WAITING]
    if waiting.count() >= MOST_WAITING:
        return False
    chunk = _receivers(issue)
    still = Issue.objects.filter(pk=issue.pk, state=State.SENDING, cursor=issue.cursor)
    if not chunk:
        still.update(state=State.SENT, sent_at=timezone.now())
        return False
    mails = _poured(issue, chunk)
    with transaction.atomic():
        if still.update(cursor=chunk[-1].number):
            QueuedMail.objects.bulk_create(mails.values())
            Copy.objects.bulk_create(
                Copy(issue=issue, subscriber_id=number, mail=mail) for number, mail in mails.items()
            )
    return True


@dataclass(frozen=True, slots=True)
class _Receiver:
    """A subscriber, and where the letter goes; nowhere, when a reader's address is not proved any more."""

    number: int
    reader: int | None
    address: str


def _receivers(issue: Issue) -> list[_Receiver]:
    """The next of them."""
    proved = EmailAddress.objects.filter(
        user=OuterRef("reader"), primary=True, verified=True, user__is_active=True, user__leaves_at=None
    )
    confirmed = Subscriber.objects.filter(
        newsletter=issue.newsletter_id, confirmed_at__isnull=False, pk__gt=issue.cursor
    )
    to = Coalesce(Subquery(proved.values("email")[:1]), F("address"))
    rows = confirmed.annotate(to=to).order_by("pk").values_list("pk", "reader", "to")
    return [_Receiver(number, reader, address or "") for number, reader, address in rows[:CHUNK]]


def _poured(issue: Issue, chunk: list[_Receiver]) -> dict[int, QueuedMail]:
    """The mail for each of them who can be reached."""
    stories = stories_of(issue)
    post = Post(ADDRESS, issue.newsletter.slug, str(issue.newsletter), STOP, bulk=True, more=_headers(issue))
    moulds = {
        is_reader: Mould(issue_said(issue, stories, READER if is_reader else STRANGER, stop=STOP), post)
        for is_reader in {one.reader is not None for one in chunk}
    }
    closed = closed_among({one.address for one in chunk if one.address})
    return {
        one.number: moulds[one.reader is not None].poured(one.address, link_for(f"n{one.number}"))
        for one in chunk
        if one.address and one.address not in closed
    }


def _headers(issue: Issue) -> dict[str, str]:
    archive = f"{settings.CONFIGURATION.url}{issue.newsletter.address}"
    feedback = f"{issue.day.isoformat()}:{issue.newsletter.slug}:newsletter:{settings.CONFIGURATION.host}"
    return {"Message-ID": MESSAGE, "List-Archive": f"<{archive}>", "Feedback-ID": feedback}

"""Mail: written down in the request, sent by the worker.

A request only writes a row, in its own transaction: a slow mail server slows no page, mail whose cause was
rolled back never goes out, and an answer takes equally long whether or not a mail follows. The worker delivers
over SMTP (RFC 5321) at least once; a mail sent twice after a crash carries the same Message-ID.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from email.utils import make_msgid

from django.conf import settings
from django.core.mail import BadHeaderError, EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import Q, QuerySet
from django.utils import timezone

from ..models import QueuedMail
from .envelope import bare
from .returned import refused
from .smtp import Later, Refused, Unreachable, connect

BATCH = 50
#: How long a worker may hold one mail before another takes it over.
LEASE = timedelta(minutes=5)
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)
#: About four hours, all waits together.
MOST_TRIES = 10
#: Sent mail holds addresses and codes: it is not an archive.
KEEP_SENT = timedelta(days=1)
KEEP_FAILED = timedelta(days=30)


class QueueBackend(BaseEmailBackend):
    """Django's mail backend that queues: one row for each message."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return sum(map(queue, email_messages))


def queue(message: EmailMessage, *, is_bulk: bool = False) -> bool:
    """Write one message down; False when it is for nobody. Bulk mail waits for all that is not.

    Raises BadHeaderError when an address or a header holds a line break: a header that a stranger typed must
    not become two.
    """
    encoding = message.encoding or settings.DEFAULT_CHARSET
    recipients = list(dict.fromkeys(filter(None, message.recipients())))
    if not recipients:
        return False
    for address in (message.from_email, *recipients):
        if "\r" in address or "\n" in address:
            raise BadHeaderError("an e-mail address cannot hold a line break")
    # Without these the message would name the machine, and out-of-office robots would answer it.
    message.extra_headers.setdefault("Message-ID", make_msgid(domain=settings.CONFIGURATION.host))
    message.extra_headers.setdefault("Auto-Submitted", "auto-generated")
    QueuedMail.objects.create(
        sender=bare(message.from_email, encoding),
        recipients=[bare(recipient, encoding) for recipient in recipients],
        message=message.message().as_bytes(linesep="\r\n"),  # type: ignore[call-arg]
        is_bulk=is_bulk,
    )
    return True


def waiting() -> QuerySet[QueuedMail]:
    """Mail that may be sent now: due, not given up, and held by no living worker."""
    now = timezone.now()
    unclaimed = Q(claimed_until=None) | Q(claimed_until__lt=now)
    return QueuedMail.objects.filter(unclaimed, sent_at=None, failed_at=None, not_before__lte=now)


def send_waiting_mail() -> bool:
    """Send what waits, over one connection. True when anything was sent: come back at once."""
    numbers = list(waiting().order_by("is_bulk", "not_before", "pk").values_list("pk", flat=True)[:BATCH])
    if not numbers:
        return False
    sent = False
    with connect(settings.CONFIGURATION.smtp_url) as post:
        for number in numbers:
            if not claim(number):
                continue
            mail = QueuedMail.objects.get(pk=number)
            try:
                remark = post.send(mail.sender, mail.recipients, bytes(mail.message))
            except Refused as error:
                _give_up(mail, str(error), error.recipients)
            except Later as error:
                _try_again_later(mail, str(error))
            except Unreachable as error:
                _try_again_later(mail, str(error))
                return sent
            else:
                _record_sent(mail, remark)
                sent = True
    return sent


def claim(number: int) -> bool:
    """Take one mail for this worker, by one conditional UPDATE: of two workers one gets it."""
    return waiting().filter(pk=number).update(claimed_until=timezone.now() + LEASE) == 1


def sweep_mail() -> bool:
    """Forget mail that was sent or given up long enough ago."""
    now = timezone.now()
    old = Q(sent_at__lt=now - KEEP_SENT) | Q(failed_at__lt=now - KEEP_FAILED)
    QueuedMail.objects.filter(old).delete()
    return False


def wait_after(tries: int) -> timedelta:
    """How long to wait after this many failed tries: doubling, up to an hour."""
    return min(FIRST_WAIT * 2 ** min(tries - 1, 16), LONGEST_WAIT)


def _record_sent(mail: QueuedMail, remark: str) -> None:
    row = QueuedMail.objects.filter(pk=mail.pk)
    if mail.is_bulk:  # whoever queued it keeps the record
        row.delete()
        return
    row.update(sent_at=timezone.now(), claimed_until=None, error=remark[:500], tries=mail.tries + 1)


def _try_again_later(mail: QueuedMail, error: str) -> None:
    tries = mail.tries + 1
    if tries >= MOST_TRIES:
        _give_up(mail, error, {})
        return
    QueuedMail.objects.filter(pk=mail.pk).update(
        tries=tries, not_before=timezone.now() + wait_after(tries), claimed_until=None, error=error[:500]
    )


def _give_up(mail: QueuedMail, error: str, recipients: Mapping[str, str]) -> None:
    """`recipients`: what was answered about each address, where it was about them."""
    QueuedMail.objects.filter(pk=mail.pk).update(
        tries=mail.tries + 1, failed_at=timezone.now(), claimed_until=None, error=error[:500]
    )
    for address, said in recipients.items():
        refused(address, said)

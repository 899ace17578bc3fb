"""E-mail: one letter for all that a reader is to be told by now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import ClassVar

from django.db.models import Max
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from standfirst.notices.channels import Outcome, Target
from standfirst.notices.mail import digests, rules
from standfirst.notices.mail.recipients import Recipient, recipients
from standfirst.notices.models import Dispatch
from standfirst.notices.notice import Hearer, Notice

State = Dispatch.State


class MailChannel:
    name: ClassVar[str] = digests.CHANNEL
    label: ClassVar[str | Promise] = _("By e-mail")
    batch: ClassVar[int] = 100
    lease: ClassVar[int] = 300

    def targets(self, hearers: Sequence[Hearer]) -> Iterator[Target]:
        """Readers whose address is proved. One that mail came back from may work again by the time of the letter."""
        readers = {hearer.reader for hearer in hearers if hearer.reader is not None}
        for number in recipients(readers):
            yield Target(f"reader/{number}", reader=number)

    def deliver(self, claimed: Sequence[tuple[Dispatch, Notice]]) -> dict[int, Outcome]:
        """A letter for each reader among these; what else waits for the same reader comes along."""
        by_reader: dict[int, list[Dispatch]] = {}
        for dispatch, _notice in claimed:
            by_reader.setdefault(dispatch.reader_id or 0, []).append(dispatch)
        known = recipients(by_reader)
        last = _last_letters(by_reader)
        in_a_hurry = {dispatch.reader_id for dispatch, notice in claimed if notice.urgent}
        outcomes: dict[int, Outcome] = {}
        for reader, mine in by_reader.items():
            recipient = known.get(reader)
            wait = None if reader in in_a_hurry else rules.wait_for_more(last.get(reader), timezone.now())
            if refusal := _refusal(recipient, wait):
                outcomes.update({dispatch.pk: refusal for dispatch in mine})
            elif recipient is not None:
                outcomes.update(digests.write(recipient, mine))
        return outcomes


def _refusal(recipient: Recipient | None, wait: timedelta | None) -> Outcome | None:
    if recipient is None:
        return Outcome(State.SKIPPED, "there is no proved address")
    if recipient.is_closed:
        return Outcome(State.SKIPPED, "mail to the address came back")
    if wait is not None:
        return Outcome(State.WAITING, "a letter went a moment ago", wait, tried=False)
    return None


def _last_letters(readers: dict[int, list[Dispatch]]) -> dict[int, datetime]:
    sent = Dispatch.objects.filter(channel=MailChannel.name, reader__in=readers, state=State.SENT)
    return dict(sent.values_list("reader").annotate(Max("done_at")))

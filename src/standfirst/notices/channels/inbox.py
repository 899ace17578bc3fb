"""The inbox on the paper's own pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from standfirst.delivery.bus import announce
from standfirst.notices.channels import SENT, Outcome, Target
from standfirst.notices.models import Dispatch, InboxItem
from standfirst.notices.notice import Hearer, Notice
from standfirst.notices.queries import inbox_topic, unread


class InboxChannel:
    name: ClassVar[str] = "inbox"
    label: ClassVar[str | Promise] = _("In the inbox")
    batch: ClassVar[int] = 500
    lease: ClassVar[int] = 60

    def targets(self, hearers: Sequence[Hearer]) -> Iterator[Target]:
        for hearer in hearers:
            if hearer.reader is not None:
                yield Target(f"reader/{hearer.reader}", reader=hearer.reader)

    @transaction.atomic
    def deliver(self, claimed: Sequence[tuple[Dispatch, Notice]]) -> dict[int, Outcome]:
        """One row each, unique for a reader and a notice: done twice, it is still there once."""
        InboxItem.objects.bulk_create(
            [
                InboxItem(reader_id=dispatch.reader_id, told=dispatch.told)
                for dispatch, _notice in claimed
                if dispatch.reader_id is not None
            ],
            ignore_conflicts=True,
        )
        for reader in {dispatch.reader_id for dispatch, _notice in claimed}:
            if reader is not None:
                announce(inbox_topic(reader), unread(reader))
        return {dispatch.pk: SENT for dispatch, _notice in claimed}

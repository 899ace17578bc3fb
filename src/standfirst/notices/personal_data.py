"""What notices keep about readers."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from standfirst.readers.personal_data import WHILE_ACCOUNT, Keeper, Rows

from .models import Alert, Dispatch, InboxItem, Preference, Subscription


def keepers() -> Iterable[Keeper]:
    yield Rows(Subscription, "reader", ("device", "alerts", "created_at", "last_delivered_at"), WHILE_ACCOUNT)
    yield Rows(Dispatch, "reader", ("channel", "state", "done_at"), _("90 days"))
    yield Rows(InboxItem, "reader", ("told__kind", "at", "read_at"), WHILE_ACCOUNT)
    yield Rows(Preference, "reader", ("kind", "channel", "wanted"), WHILE_ACCOUNT)
    yield Rows(Alert, "by", ("text",), _("as long as the record of alerts"), detach=True)

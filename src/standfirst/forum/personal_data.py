"""What the forum keeps about readers."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from standfirst.readers.personal_data import WHILE_ACCOUNT, Keeper, Rows

from .models import Comment, Recommendation, Report, Sanction

WITHOUT_NAME = _("as long as the thread; without your name when you leave")
ON_RECORD = _("as long as the moderators' record; without your name when you leave")


def keepers() -> Iterable[Keeper]:
    written = ("thread_id", "text", "status", "reasons", "created_at", "edited_at")
    yield Rows(Comment, "author", written, WITHOUT_NAME, detach=True)
    yield Rows(Recommendation, "reader", ("comment_id", "at"), WHILE_ACCOUNT)
    yield Rows(Report, "reader", ("comment_id", "reason", "note", "at"), ON_RECORD, detach=True)
    yield Rows(Sanction, "reader", ("kind", "reason", "at", "until", "lifted_at"), WHILE_ACCOUNT)
    yield Rows(Sanction, "by", ("kind", "reason", "at"), ON_RECORD, detach=True)

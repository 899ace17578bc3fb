"""Verbs of those who make newsletters: on record in Wagtail's log."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..models import Issue, Newsletter
from .plans import plan_of
from .sending import start

PERMISSION = "notices.send_newsletters"
WROTE, SKIPPED, TOOK_BACK, SENT = (f"notices.{verb}_issue" for verb in ("write", "skip", "unskip", "send"))
State = Issue.State


class CannotSend(ValueError):
    """Why not, in words for the editor."""


@transaction.atomic
def write_words(*, issue: Issue, words: str, by: AbstractBaseUser) -> Issue:
    """Put an editor's own words on top of an issue. Raises CannotSend when it has gone out."""
    row = _row(issue)
    _not_gone(row)
    Issue.objects.filter(pk=row.pk).update(words=words, by=by)
    _record(row, WROTE, by, words=words)
    return row


@transaction.atomic
def skip(*, issue: Issue, by: AbstractBaseUser, taken_back: bool = False) -> None:
    """Leave an issue out, or take that back. Raises CannotSend when it has gone out."""
    row = _row(issue)
    _not_gone(row)
    before, after = (State.SKIPPED, State.PLANNED) if taken_back else (State.PLANNED, State.SKIPPED)
    if Issue.objects.filter(pk=row.pk, state=before).update(state=after, by=by):
        _record(row, TOOK_BACK if taken_back else SKIPPED, by)


@transaction.atomic
def send_now(*, newsletter: Newsletter, by: AbstractBaseUser, now: datetime | None = None) -> Issue:
    """Send today's issue off at once. Raises CannotSend when today's has gone out: a day has one."""
    now = now or timezone.now()
    today = now.astimezone(plan_of(newsletter).zone).date()
    if not newsletter.is_open:
        raise CannotSend(_("This newsletter is switched off."))
    row = _row(Issue(newsletter=newsletter, day=today))
    Issue.objects.filter(pk=row.pk, state=State.SKIPPED).update(state=State.PLANNED)
    row.refresh_from_db()
    if not start(row, now=now):
        raise CannotSend(_("Today's issue has gone out already; nobody gets it twice."))
    Issue.objects.filter(pk=row.pk).update(by=by)
    _record(row, SENT, by)
    return row


def _row(issue: Issue) -> Issue:
    return Issue.objects.get_or_create(newsletter=issue.newsletter, day=issue.day)[0]


def _not_gone(issue: Issue) -> None:
    if issue.state in {State.SENDING, State.SENT}:
        raise CannotSend(_("This issue has gone out already."))


def _record(issue: Issue, action: str, by: AbstractBaseUser, **data: str) -> None:
    log(instance=issue.newsletter, action=action, user=by, data={"day": issue.day.isoformat(), **data})

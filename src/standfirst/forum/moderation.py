"""Verbs of moderators. Each says who and why, and is on record in the same transaction."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from standfirst.readers.models import Reader

from .actions import changed, show
from .models import Comment, Report, Sanction
from .phases import Status


class ReasonMissing(ValueError):
    """An act that touches a reader needs a reason."""


@transaction.atomic
def approve(*, comment: Comment, by: Reader) -> None:
    """Put it on the page, or leave it there, and close the reports about it. A deleted one stays deleted."""
    held = Comment.objects.select_for_update().get(pk=comment.pk)
    if held.status == Status.DELETED:
        return
    _resolve_reports(held)
    was_shown = held.is_shown
    held.status, held.reasons = Status.APPROVED, []
    held.save(update_fields=["status", "reasons"])
    log(instance=held, action="forum.approve", user=by)
    if not was_shown:
        show(held)


@transaction.atomic
def reject(*, comment: Comment, by: Reader, reason: str) -> None:
    """Take it off the page. The reason is shown to its author. Raises ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing
    held = Comment.objects.select_for_update().get(pk=comment.pk)
    if held.status == Status.DELETED:
        return
    _resolve_reports(held)
    was_shown = held.is_shown
    held.status, held.reasons = Status.REJECTED, [reason.strip()[:300]]
    held.save(update_fields=["status", "reasons"])
    log(instance=held, action="forum.reject", user=by, data={"why": reason.strip()[:300]})
    changed(held, by=-1 if was_shown else 0)


@transaction.atomic
def ban(*, reader: Reader, by: Reader, reason: str, until: datetime | None = None) -> Sanction:
    """Without an end a ban, else a suspension. Raises ReasonMissing; ValueError for an end that is past."""
    if not reason.strip():
        raise ReasonMissing
    if until is not None and until <= timezone.now():
        raise ValueError("a suspension must end in the future")
    kind = Sanction.Kind.SUSPENSION if until else Sanction.Kind.BAN
    made = Sanction.objects.create(reader=reader, kind=kind, reason=reason.strip()[:300], by=by, until=until)
    log(
        instance=made,
        action="forum.ban",
        user=by,
        data={"reader": reader.pk, "why": made.reason, "until": until.isoformat() if until else None},
    )
    return made


@transaction.atomic
def lift(*, sanction: Sanction, by: Reader, reason: str) -> None:
    """End a sanction before its time. Raises ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing
    ended = Sanction.objects.filter(pk=sanction.pk, lifted_at=None).update(lifted_at=timezone.now())
    if ended:
        log(
            instance=sanction,
            action="forum.lift",
            user=by,
            data={"reader": sanction.reader_id, "why": reason.strip()[:300]},
        )


def _resolve_reports(comment: Comment) -> None:
    Report.objects.filter(comment=comment, resolved_at=None).update(resolved_at=timezone.now())

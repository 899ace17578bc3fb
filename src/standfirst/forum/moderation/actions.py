"""Verbs of moderators about comments. Each says who and why, and is on record in the same transaction."""

from __future__ import annotations

from django.db import transaction
from wagtail.log_actions import log

from standfirst.readers.models import Reader

from ..actions import changed, show
from ..models import Comment, Decision, LegalNotice, Report
from ..phases import Status
from .deciding import check_seen, decide
from .grounds import ReasonMissing, Why, said
from .sanctions import ban, lift, warn


@transaction.atomic
def approve(*, comment: Comment, by: Reader, seen: str | None = None) -> Decision | None:
    """Put it on the page, or leave it there, and close the reports about it; None when there was nothing to
    decide. A deleted one stays deleted. `seen` is `deciding.version_of` as the moderator saw it: raises
    DecidedMeanwhile for another.
    """
    held = Comment.objects.select_for_update().get(pk=comment.pk)
    check_seen(held, seen)
    if held.status == Status.DELETED or (held.is_shown and not _is_open(held)):
        return None
    was_shown = held.is_shown
    made = decide(held, Decision.Act.KEEP, by=by, why=Why())
    held.status, held.reasons = Status.APPROVED, []
    held.save(update_fields=["status", "reasons"])
    log(instance=held, action="forum.approve", user=by, data={"decision": made.pk})
    if not was_shown:
        show(held)
    return made


@transaction.atomic
def reject(*, comment: Comment, by: Reader, reason: str | Why, seen: str | None = None) -> Decision | None:
    """Take it off the page. Its author gets a statement of the reasons, and may appeal. Raises ReasonMissing,
    and DecidedMeanwhile as `approve` does; None when it was off the page already and nothing was open.
    """
    why = said(reason)
    held = Comment.objects.select_for_update().get(pk=comment.pk)
    check_seen(held, seen)
    if held.status == Status.DELETED or (held.status == Status.REJECTED and not _is_open(held)):
        return None
    was_shown = held.is_shown
    made = decide(held, Decision.Act.REJECT, by=by, why=why)
    held.status, held.reasons = Status.REJECTED, why.codes
    held.save(update_fields=["status", "reasons"])
    log(
        instance=held,
        action="forum.reject",
        user=by,
        data={"why": why.words or why.codes, "ground": why.ground, "decision": made.pk},
    )
    changed(held, by=-1 if was_shown else 0)
    return made


def _is_open(comment: Comment) -> bool:
    """Does anybody wait for a decision about it?"""
    reports = Report.objects.filter(comment=comment, resolved_at=None)
    return reports.exists() or LegalNotice.objects.filter(comment=comment, decided_at=None).exists()


__all__ = ["ReasonMissing", "Why", "approve", "ban", "lift", "reject", "warn"]

"""A reader changes an own comment, for a few minutes after it was written. Moderated again, and on record."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from standfirst.readers.models import Reader

from .actions import Refused, changed
from .facts import POLICY, Where, gather, past_of
from .models import Comment, EarlierText
from .moderation.deciding import decided_by_rule
from .phases import STRICTNESS, Draft, Reason, Risk, Status, Verdict, moderate
from .record import record
from .scorers.scorer import Said, risk_of
from .text import clean, fingerprint, to_html

#: So long a slip may be mended; later others have read it, and have answered what it said.
WINDOW = timedelta(minutes=5)


class TooLate(Exception):
    """The comment stays as it is: its minutes are over, or it is not on its way to the page any more."""


def is_editable(comment: Comment, *, at: datetime) -> bool:
    """May its author still change it? What was rejected or deleted is not changed but written anew."""
    return comment.status in {Status.APPROVED, Status.PENDING} and at < comment.created_at + WINDOW


def edit_own(*, comment: Comment, author: Reader, text: str) -> Comment:
    """Say it in other words; what it said before is kept for moderators.

    The same phases look at the new words. They may take the comment off the page; what waits for a moderator goes
    on waiting, whatever it says now. Raises PermissionError for somebody else's comment, TooLate, and Refused with
    reasons in words; then nothing has changed.
    """
    if len(text) > POLICY.longest:
        raise Refused([Reason.TOO_LONG])
    is_mine = comment.author_id == author.pk and not author.is_staff
    said = Said(clean(text), comment.thread_id, comment.parent_id is not None)
    return _edit(comment, author, text, risk_of(said) if is_mine else None)


@transaction.atomic
def _edit(comment: Comment, author: Reader, text: str, risk: Risk | None) -> Comment:
    where = Where.held(comment.thread_id)
    held = Comment.objects.select_for_update().get(pk=comment.pk)
    if held.author_id != author.pk:
        raise PermissionError("only its author may edit a comment")
    now = timezone.now()
    if not is_editable(held, at=now):
        raise TooLate
    if clean(text) == held.text:
        return held
    past = past_of(author, but=held.pk)
    facts = gather(where=where, author=author, text=text, parent=held.parent, past=past)
    verdict = moderate(Draft(clean(text), held.parent_id is not None, risk), facts)
    if verdict.status is Status.REFUSED:
        raise Refused(verdict.reasons)
    EarlierText.objects.create(comment=held, text=held.text, at=now)
    was_shown = held.is_shown
    _write(held, text, verdict, now)
    record(held, "forum.edit", by=author, data={"verdict": held.status, "why": list(verdict.reasons)})
    changed(held, by=-1 if was_shown and not held.is_shown else 0)
    if held.status == Status.REJECTED:
        decided_by_rule(held)
    return held


def _write(held: Comment, text: str, verdict: Verdict, now: datetime) -> None:
    held.text, held.html, held.fingerprint, held.edited_at = (
        clean(text),
        to_html(text),
        fingerprint(text),
        now,
    )
    held.status = max(Status(held.status), verdict.status, key=STRICTNESS.index)
    held.reasons = list(dict.fromkeys([*held.reasons, *verdict.reasons]))
    held.findings = [*held.findings, *(asdict(finding) for finding in verdict.findings)]
    held.save(update_fields=["text", "html", "fingerprint", "edited_at", "status", "reasons", "findings"])


__all__ = ["WINDOW", "TooLate", "edit_own", "is_editable"]

"""Appeals (20): asked for by whom a decision concerns, decided by somebody else than the one who took it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from standfirst.notices.actions import tell
from standfirst.readers.models import Reader

from ..actions import show
from ..models import Appeal, Comment, Decision
from ..phases import Status
from ..text import clean
from .deciding import DecidedMeanwhile
from .grounds import LONGEST_WORDS, ReasonMissing
from .letters import send_outcome
from .notices import AppealNotice
from .sanctions import lift

LONGEST_APPEAL = 3000


class CannotAppeal(ValueError):
    """Why not, in words for whom the decision concerns."""


class NotYours(PermissionError):
    """Who took a decision, or whom it concerns, does not decide the appeal against it."""


@transaction.atomic
def appeal(*, decision: Decision, reader: Reader, text: str) -> Appeal:
    """Ask for a decision to be looked at again. Once a decision: a second asking answers with the first.

    Raises PermissionError for somebody else's decision, CannotAppeal with words.
    """
    held = Decision.objects.select_for_update().get(pk=decision.pk)
    if held.reader_id != reader.pk or not held.restricts:
        raise PermissionError("only whom it concerns may appeal")
    known = Appeal.objects.filter(decision=held).first()
    if known is not None:
        return known
    if timezone.now() > held.appeal_until:
        raise CannotAppeal(_("An appeal is possible for six months; these are over."))
    words = clean(text)
    if not words:
        raise CannotAppeal(_("Please say why the decision is wrong."))
    made = Appeal.objects.create(decision=held, reader=reader, text=words[:LONGEST_APPEAL])
    log(instance=made, action="forum.appeal", user=reader, data={"decision": held.pk})
    return made


def may_decide(appeal: Appeal, by: Reader) -> bool:
    """Not who took the decision, and not whom it concerns."""
    return by.pk not in {appeal.decision.by_id, appeal.reader_id, appeal.decision.reader_id}


@transaction.atomic
def decide_appeal(*, appeal: Appeal, by: Reader, granted: bool, answer: str) -> Appeal:
    """Take the decision back, or let it stand; the reader is told, and why.

    Raises NotYours, ReasonMissing, and DecidedMeanwhile when somebody was faster.
    """
    held = Appeal.objects.select_for_update().get(pk=appeal.pk)
    if held.decided_at is not None:
        raise DecidedMeanwhile(_who_was_faster(held))
    if not may_decide(held, by):
        raise NotYours
    if not answer.strip():
        raise ReasonMissing
    held.by, held.granted, held.decided_at = by, granted, timezone.now()
    held.answer = answer.strip()[:LONGEST_WORDS]
    held.save(update_fields=["by", "granted", "decided_at", "answer"])
    log(
        instance=held,
        action="forum.appeal_decided",
        user=by,
        data={"decision": held.decision_id, "granted": granted, "why": held.answer},
    )
    if granted:
        _take_back(held.decision, by=by, answer=held.answer)
    tell(AppealNotice(held.pk))
    send_outcome(held)
    return held


def _who_was_faster(appeal: Appeal) -> str:
    name = appeal.by or _("Somebody")
    if appeal.granted:
        return _("%(name)s has granted this appeal meanwhile. Nothing was done twice.") % {"name": name}
    return _("%(name)s has dismissed this appeal meanwhile. Nothing was done twice.") % {"name": name}


def _take_back(decision: Decision, *, by: Reader, answer: str) -> None:
    """The comment is on the page again, the sanction lifted; a warning counts no more by the appeal itself."""
    if decision.sanction is not None:
        lift(sanction=decision.sanction, by=by, reason=answer)
        return
    if decision.act != Decision.Act.REJECT or decision.comment_id is None:
        return
    comment = Comment.objects.select_for_update().get(pk=decision.comment_id)
    newest = Decision.objects.filter(comment=comment, act__in=["keep", "reject"]).order_by("-pk").first()
    if comment.status != Status.REJECTED or newest != decision:
        return  # it was decided anew since, or its author has deleted it
    comment.status, comment.reasons = Status.APPROVED, []
    comment.save(update_fields=["status", "reasons"])
    show(comment)

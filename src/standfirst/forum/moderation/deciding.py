"""A decision on its way: what it answers, who is told, and that nothing is decided twice."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from standfirst.notices.actions import tell
from standfirst.readers.letters import edition_of
from standfirst.readers.models import Reader

from ..machines.webhooks import Event, hook
from ..models import Comment, Decision, Ground, LegalNotice, Report, Sanction
from ..phases import Status
from ..reasons import in_words
from .grounds import Why
from .letters import answer_notifier, send_statement
from .notices import DecisionNotice, ReportNotice

_AUTOMATED = {"banned_word": Ground.WORDS}


class DecidedMeanwhile(Exception):
    """Somebody was faster. `sentence` says who decided what; nothing was done."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)

    @classmethod
    def by(cls, decision: Decision | None) -> DecidedMeanwhile:
        """With this decision; None when something else has changed."""
        if decision is None:
            return cls(_("It has changed since you saw it. Please look again; nothing was done."))
        said = {"name": decision.by or _("a rule"), "what": decision.get_act_display()}
        return cls(_("%(name)s has decided it meanwhile: %(what)s. Nothing was done twice.") % said)


def version_of(comment: Comment) -> str:
    """What a moderator has seen: the newest decision, the text's last change and the status. A form carries it."""
    newest = Decision.objects.filter(comment=comment).aggregate(newest=Max("pk"))["newest"] or 0
    return version(newest, comment)


def version(newest: int, comment: Comment) -> str:
    changed = int(comment.edited_at.timestamp() * 1000) if comment.edited_at else 0
    return f"{newest}.{changed}.{comment.status}"


def check_seen(held: Comment, seen: str | None) -> None:
    """Called with the comment's row held. Raises DecidedMeanwhile when it is not what the moderator saw."""
    if seen is None or version_of(held) == seen:
        return
    newest = Decision.objects.filter(comment=held).select_related("by").order_by("-pk").first()
    is_newer = newest is not None and not seen.startswith(f"{newest.pk}.")
    raise DecidedMeanwhile.by(newest if is_newer else None)


def decide(comment: Comment, act: str, *, by: Reader, why: Why) -> Decision:
    """Keep a decision about a comment, close what was open about it, and tell all whom it concerns."""
    reports = Report.objects.filter(comment=comment, resolved_at=None)
    notices = LegalNotice.objects.filter(comment=comment, decided_at=None)
    made = Decision.objects.create(
        comment=comment,
        reader=comment.author,
        act=act,
        ground=why.ground,
        words=why.words,
        by=by,
        source=_source(comment, reports, notices),
        opened_at=_opened(comment, reports, notices),
    )
    answered = list(notices)
    was_reported = bool(reports.update(resolved_at=made.at, decision=made))
    for notice in answered:
        notice.by, notice.decided_at, notice.decision, notice.removed = by, made.at, made, made.restricts
        notice.save(update_fields=["by", "decided_at", "decision", "removed"])
        answer_notifier(notice)
    if was_reported:
        tell(ReportNotice(made.pk))
    if made.restricts:
        state(made)
    _hook(comment, made)
    return made


def _hook(comment: Comment, made: Decision) -> None:
    hook(Event.DECIDED, comment, act=made.act, ground=made.ground, automated=made.automated)


def state(made: Decision) -> None:
    """Send the statement of reasons: in the inbox, and by mail."""
    tell(DecisionNotice(made.pk))
    send_statement(made)


def decided_by_rule(comment: Comment) -> Decision:
    """A phase took a comment down by itself: its author is told so, and may appeal."""
    codes = [code for code in comment.reasons if code in _AUTOMATED]  # others would only have held it
    edition = edition_of(comment.author) if comment.author else None
    with translation.override(edition.language if edition else translation.get_language()):
        words = " ".join(in_words(codes))
    made = Decision.objects.create(
        comment=comment,
        reader=comment.author,
        act=Decision.Act.REJECT,
        ground=_AUTOMATED[codes[0]] if codes else Ground.OTHER,
        words=words,
        source=Decision.Source.RULE,
        automated=True,
        opened_at=comment.created_at,
    )
    state(made)
    _hook(comment, made)
    return made


def decide_on_reader(
    sanctioned: Reader, act: str, *, why: Why, by: Reader | None, sanction: Sanction | None
) -> Decision:
    """A decision about a reader: a warning, a suspension, a ban."""
    made = Decision.objects.create(
        comment=why.about,
        sanction=sanction,
        reader=sanctioned,
        act=act,
        ground=why.ground,
        words=why.words,
        by=by,
        automated=by is None,
        source=Decision.Source.RULE if by is None else Decision.Source.OWN,
        until=sanction.until if sanction else None,
    )
    state(made)
    return made


def _source(comment: Comment, reports: QuerySet[Report], notices: QuerySet[LegalNotice]) -> str:
    if notices.exists():
        return Decision.Source.NOTICE
    if reports.exists():
        return Decision.Source.REPORT
    return Decision.Source.HELD if comment.status == Status.PENDING else Decision.Source.OWN


def _opened(comment: Comment, reports: QuerySet[Report], notices: QuerySet[LegalNotice]) -> datetime | None:
    """Since when somebody has waited: the author of a held comment, a reporter, a notifier."""
    since = [*reports.values_list("at", flat=True), *notices.values_list("at", flat=True)]
    if comment.status == Status.PENDING:
        since.append(comment.created_at)
    return min(since, default=None)

"""What moderation writes by mail: statements of reasons, outcomes, receipts; queued in the caller's transaction.

No letter quotes what a stranger typed: a form that sends words of anybody's to an address of anybody's is a relay.
"""

from __future__ import annotations

from typing import Any

from standfirst.editions.queries import all_editions
from standfirst.readers.letters import edition_of, on_the_clock, send
from standfirst.readers.models import Reader

from ..addresses import decision_address, permalink
from ..models import Appeal, Decision, LegalNotice


def send_statement(made: Decision) -> None:
    """The statement of reasons (17), to whom the decision concerns; nobody, when the account has gone."""
    if made.reader is not None and _is_reached(made.reader):
        edition = edition_of(made.reader)
        said = {
            "decision": made,
            "until": on_the_clock(made.until, edition),
            "appeal_until": on_the_clock(made.appeal_until, edition),
            "where": permalink(made.comment) if made.comment else "",
            "story": made.comment.thread.article.headline if made.comment else "",
            "address": decision_address(made),
        }
        send(made.reader.email, "forum/email/decision", edition, said)


def send_outcome(appeal: Appeal) -> None:
    """What became of an appeal (20(5))."""
    if appeal.reader is not None and _is_reached(appeal.reader):
        said = {"appeal": appeal, "address": decision_address(appeal.decision)}
        send(appeal.reader.email, "forum/email/appeal", edition_of(appeal.reader), said)


def confirm_receipt(notice: LegalNotice) -> None:
    """That a notice of illegal content has come (16(4))."""
    _to_notifier(notice, "forum/email/received")


def answer_notifier(notice: LegalNotice) -> None:
    """What was decided about it, and what else can be done (16(5))."""
    _to_notifier(notice, "forum/email/answered")


def _to_notifier(notice: LegalNotice, template: str) -> None:
    if not notice.email:
        return
    edition = notice.edition or next(iter(all_editions()), None)
    said: dict[str, Any] = {"notice": notice, "at": on_the_clock(notice.at, edition)}
    send(notice.email, template, edition, said)


def _is_reached(reader: Reader) -> bool:
    return reader.is_active and reader.leaves_at is None
